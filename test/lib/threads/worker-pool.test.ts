import assert from 'node:assert/strict';
import { WorkerPool } from '../../../src/lib/threads/worker-pool.ts';

const script = new URL('../../support/processes/square-worker.ts', import.meta.url);

describe('worker threads', () => {
  let pool: WorkerPool<number | string, number>;
  const open = (workers: number) => {
    pool = new WorkerPool({ script, data: { offset: 1 }, workers });
    return pool;
  };
  afterEach(() => pool.close());

  const squares = async (tasks: readonly (number | string)[], signal: AbortSignal | null = null) => {
    const results = new Map<number, number>();
    await pool.map(tasks, { signal, onResult: (index, result) => results.set(index, result) });
    return results;
  };

  for (const workers of [1, 3]) {
    it(`${workers} of them answer every task once`, async () => {
      open(workers);
      const results = await squares([...Array(40).keys()]);
      assert.equal(results.size, 40);
      for (const [index, result] of results) assert.equal(result, index * index + 1);
    });
  }

  it('take a second list of tasks', async () => {
    open(2);
    await squares([1, 2, 3]);
    assert.deepEqual(await squares([4]), new Map([[0, 17]]));
  });

  it('are not started for nothing', async () => {
    assert.deepEqual(await squares.call(open(2), []), new Map());
  });

  it('pass on a HiveError as it was', async () => {
    open(2);
    await assert.rejects(squares([1, 'hive', 2]), {
      name: 'HiveError',
      code: 'NO_BARS',
      kind: 'data',
      message: 'There is no bar.',
      next: 'Look.',
    });
  });

  it('pass on what a bug says and where it was', async () => {
    open(1);
    await assert.rejects(squares(['bug']), { message: 'not a number', stack: /square-worker/ });
  });

  it('that die end the work with an error', async () => {
    open(1);
    await assert.rejects(squares([1, 'exit', 2]), /a worker thread ended with code 3/);
  });

  it('pass on what the taker of a result throws', async () => {
    open(1);
    const onResult = () => {
      throw new RangeError('the store is full');
    };
    await assert.rejects(pool.map([1], { onResult, signal: null }), /the store is full/);
  });

  it('stop at a signal, whatever they are doing, and keep what is done', async () => {
    open(1);
    const stop = new AbortController();
    const results: number[] = [];
    const onResult = (_: number, result: number) => {
      results.push(result);
      if (results.length === 2) setTimeout(() => stop.abort(), 20);
    };
    await pool.map([1, 2, 'hang', 3], { onResult, signal: stop.signal });
    assert.deepEqual(results, [2, 5]);
  });

  it('do nothing once the signal has come', async () => {
    open(1);
    assert.equal((await squares([1, 2], AbortSignal.abort())).size, 0);
  });
});

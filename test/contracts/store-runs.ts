import assert from 'node:assert/strict';
import type { Store } from '../../src/lib/store/ports.ts';
import type { RunRecord } from '../../src/lib/store/runs.ts';

/** A run whose fingerprint begins with its id. */
function run(id: string, atMs: number, more: Partial<RunRecord> = {}): RunRecord {
  const document = JSON.stringify({
    id,
    equity: Array.from({ length: 500 }, (_, bar) => [bar, 1_000.5 + bar]),
  });
  return {
    id,
    kind: 'backtest',
    atMs,
    fingerprint: `${id}00ff`,
    summary: `{"id":"${id}"}`,
    document,
    ...more,
  };
}

/** What every history of runs promises. */
export function runsContract(name: string, open: () => Store): void {
  describe(`${name} keeps the history of runs`, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => {
      store.close();
    });

    it('gives a run back to the letter', () => {
      const sweep = run('ab12', 5, { kind: 'sweep', document: '{"text":"§ ünï \\u0000 漢字 😀","n":0.1}' });
      store.runs.put(sweep);
      assert.deepEqual(store.runs.get('ab12'), { run: sweep });
      store.runs.put(run('cd34', 6, { document: '' }));
      assert.deepEqual(store.runs.get('cd34'), { run: run('cd34', 6, { document: '' }) });
    });

    it('lists runs newest first, without their documents', () => {
      const runs = [run('aa', 2), run('cc', 1), run('bb', 3), run('ab', 2)];
      for (const each of runs) store.runs.put(each);
      const listed = store.runs.list();
      assert.deepEqual(
        listed.map(({ id }) => id),
        ['bb', 'aa', 'ab', 'cc'],
      );
      const { document: _, ...summary } = run('bb', 3);
      assert.deepEqual(listed[0], summary);
    });

    it('keeps the first of a run that is put again', () => {
      store.runs.put(run('ab12', 5));
      store.runs.put(run('ab12', 9, { summary: '{}' }));
      assert.deepEqual(store.runs.get('ab12'), { run: run('ab12', 5) });
      assert.equal(store.runs.list().length, 1);
    });

    it('refuses another document under the same fingerprint, and another fingerprint under the same id', () => {
      store.runs.put(run('ab12', 5));
      const changed = run('ab12', 6, { document: '{}' });
      assert.throws(() => store.runs.put(changed), /^RangeError: run ab12 gave another document.*ab1200ff/);
      const other = run('ab12', 6, { fingerprint: 'ab12beef' });
      assert.throws(
        () => store.runs.put(other),
        /^RangeError: run ab12 is stored with.*ab1200ff, not ab12beef/,
      );
      assert.deepEqual(store.runs.get('ab12'), { run: run('ab12', 5) });
    });

    it('finds a run by what only it begins with, and names all that else are meant', () => {
      for (const each of [run('ab12', 1), run('ab34', 2), run('cd56', 3), run('cd567', 4)])
        store.runs.put(each);
      assert.deepEqual(store.runs.get('ab3'), { run: run('ab34', 2) });
      assert.deepEqual(store.runs.get('ab'), { run: null, candidates: ['ab12', 'ab34'] });
      assert.deepEqual(store.runs.get(''), { run: null, candidates: ['ab12', 'ab34', 'cd56', 'cd567'] });
      assert.deepEqual(store.runs.get('cd56'), { run: run('cd56', 3) }, 'a whole id is no prefix');
      assert.deepEqual(store.runs.get('b1'), { run: null, candidates: [] });
      assert.deepEqual(store.runs.get('a%'), { run: null, candidates: [] }, 'no wildcards');
    });

    it('finds a run by its fingerprint and what that begins with', () => {
      store.runs.put(run('ab12', 1));
      assert.deepEqual(store.runs.get('ab1200f'), { run: run('ab12', 1) });
      assert.deepEqual(store.runs.get('ab1200ff0'), { run: null, candidates: [] });
    });

    it('removes a run by its very id, once', () => {
      store.runs.put(run('ab12', 1));
      assert.equal(store.runs.remove('ab1'), false);
      assert.equal(store.runs.remove('ab12'), true);
      assert.equal(store.runs.remove('ab12'), false);
      assert.deepEqual(store.runs.list(), []);
      store.runs.put(run('ab12', 2, { document: '{}' }));
      assert.deepEqual(store.runs.get('ab12'), { run: run('ab12', 2, { document: '{}' }) });
    });

    it('keeps nothing of a transaction that fails', () => {
      store.runs.put(run('aa', 1));
      const failing = () => {
        store.runs.put(run('bb', 2));
        store.runs.remove('aa');
        throw new Error('stop');
      };
      assert.throws(() => store.transaction(failing), /stop/);
      assert.deepEqual(
        store.runs.list().map(({ id }) => id),
        ['aa'],
      );
    });
  });
}

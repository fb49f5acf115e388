import assert from 'node:assert/strict';
import type { SetupInput } from '../../../../src/lib/app/sweep/point-setup.ts';
import type { Batch, BatchResult } from '../../../../src/lib/app/sweep/run-stage.ts';
import { WorkerPool } from '../../../../src/lib/threads/worker-pool.ts';
import { execution } from '../../../support/engine-runs.ts';

describe('a worker thread of a sweep', () => {
  it('tells why it cannot begin when it is handed its first points', async () => {
    const data: SetupInput = {
      ...{ strategy: '/no/such/mine.ts', symbols: [], execution: execution(), startingCents: 100 },
    };
    const script = new URL('../../../../src/lib/app/sweep/point-worker.ts', import.meta.url);
    const pool = new WorkerPool<Batch, BatchResult>({ script, data, workers: 1 });
    const batch: Batch = { range: { fromMs: null, toMs: null }, points: [{}] };
    const work = pool.map([batch], { onResult: () => assert.fail('it had nothing to run'), signal: null });
    await assert.rejects(work, { name: 'HiveError', code: 'NO_SUCH_FILE' });
    await pool.close();
  });
});

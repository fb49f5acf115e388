import { availableParallelism } from 'node:os';
import { ETA, planRungs } from '../../backtest/sweep/halving.ts';
import { type Searched, search } from '../../backtest/sweep/search.ts';
import { DAY_MS } from '../../core/interval.ts';
import { moduleBeside } from '../../core/module-beside.ts';
import type { Store } from '../../store/ports.ts';
import { WorkerPool } from '../../threads/worker-pool.ts';
import type { Adapters } from '../adapters.ts';
import type { SweepOutput } from '../schemas/sweep.ts';
import { type PreparedSweep, pointsFingerprint, prepareSweep, rangeOf } from './prepare-sweep.ts';
import { type Batch, type BatchResult, StageRunner } from './run-stage.ts';
import { sweepDocument } from './sweep-document.ts';
import type { SweepRequest } from './sweep-request.ts';
import { countTries } from './sweep-tries.ts';
import { walkPoints } from './walk-points.ts';

export interface SweepHooks {
  /** Stops the sweep; what is done stays stored. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told once, before the work goes on, when an earlier process has done some of it. */
  readonly onResume?: (done: number, total: number) => void;
  /** Told before the work, of each thing that is odd about the bars. */
  readonly onWarning?: (warning: string) => void;
}

/** A sweep that was stopped may be gone on with for so long. */
const KEPT_MS = 30 * DAY_MS;
/** Bars that a worker plays before it is asked again: far less than a second. */
const BARS_A_BATCH = 600_000;
const MOST_A_BATCH = 16;

/**
 * Searches the parameters of a strategy on worker threads. The result is the same for any number of them, and after
 * any number of kills: what is done is stored as it comes and not done again.
 * @throws HiveError on a request that cannot be run, and what a user's own strategy throws.
 */
export async function runSweep(
  adapters: Adapters,
  request: SweepRequest,
  hooks: SweepHooks = {},
): Promise<SweepOutput> {
  const prepared = await prepareSweep(adapters, request);
  for (const warning of prepared.bars.warnings) hooks.onWarning?.(warning);
  const store = await adapters.store();
  const nowMs = adapters.clock.now();
  store.sweeps.prune(nowMs - KEPT_MS);
  const fingerprint = pointsFingerprint(prepared);
  const total = totalRuns(prepared);
  const pool = openPool(prepared);
  const runner = new StageRunner({
    pool,
    store: store.sweeps,
    sweep: fingerprint,
    atMs: nowMs,
    batch: batchSize(prepared),
    rangeOf: rangeOf(prepared),
    daysOf: stage => (stage ? stage.to - stage.from : prepared.days.length),
    signal: hooks.signal ?? null,
    onDone: done => hooks.onProgress?.(done, total),
  });
  if (runner.stored > 0) hooks.onResume?.(runner.stored, total);
  try {
    const searched = await searchPoints(prepared, runner);
    if (!searched) return { complete: false, done: runner.done, total };
    const output = await finish(store, { prepared, searched, nowMs });
    store.sweeps.drop(fingerprint);
    return output;
  } finally {
    await pool.close();
  }
}

function openPool({ setup, request }: PreparedSweep): WorkerPool<Batch, BatchResult> {
  return new WorkerPool({
    script: moduleBeside(import.meta.url, 'point-worker'),
    data: setup,
    workers: request.workers ?? availableParallelism(),
  });
}

function batchSize({ setup }: PreparedSweep): number {
  const bars = setup.symbols.reduce(
    (sum, { series, detail }) => sum + series.length + (detail?.length ?? 0),
    0,
  );
  return Math.max(1, Math.min(MOST_A_BATCH, Math.floor(BARS_A_BATCH / bars)));
}

/** Runs of points: those of all rounds, and those of the survivors on all days. */
function totalRuns({ points, request, inSample }: PreparedSweep): number {
  const count = points.points.length;
  const rungs = request.search === 'halving' ? planRungs(count, inSample) : [];
  const survivors = rungs.reduce(left => Math.ceil(left / ETA), count);
  return rungs.reduce((sum, rung) => sum + rung.points, survivors);
}

const searchPoints = (prepared: PreparedSweep, runner: StageRunner): Promise<Searched | null> =>
  search(prepared.points.points, {
    halving: prepared.request.search === 'halving',
    inSample: prepared.inSample,
    objective: prepared.request.objective,
    periodsPerYear: prepared.periodsPerYear,
    start: prepared.execution.startingCents / 100,
    run: runner.run,
  });

interface Finished {
  readonly prepared: PreparedSweep;
  readonly searched: Searched;
  readonly nowMs: number;
}

async function finish(store: Store, { prepared, searched, nowMs }: Finished): Promise<SweepOutput> {
  const walked = await walkPoints(prepared, searched.points);
  const tries = countTries(store, { prepared, searched, nowMs });
  return sweepDocument({ prepared, searched, walked, tries });
}

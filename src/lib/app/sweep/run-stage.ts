import type { Range } from '../../backtest/sweep/point-run.ts';
import type { PointRun, RunStage, Stage } from '../../backtest/sweep/search.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { StoredPoint, SweepStore } from '../../store/sweep-points.ts';
import type { WorkerPool } from '../../threads/worker-pool.ts';
import type { Params } from '../../trading/strategies/rule-strategy.ts';

/** Some points on one range: what a worker thread is handed at a time. */
export interface Batch {
  readonly range: Range;
  readonly points: readonly Params[];
}

/** What the points of a batch came to, in their order; columns, so that they move from thread to thread uncopied. */
export interface BatchResult {
  readonly trades: Int32Array;
  /** Equity of the first point day by day, then that of the second, and so on. */
  readonly equity: Float64Array;
}

export interface StageOptions {
  readonly pool: WorkerPool<Batch, BatchResult>;
  readonly store: SweepStore;
  /** Fingerprint of all that the result of a point depends on. */
  readonly sweep: string;
  readonly atMs: number;
  /** Points that a worker is handed at a time. */
  readonly batch: number;
  readonly rangeOf: (stage: Stage) => Range;
  /** How many days a run on the stage has. */
  readonly daysOf: (stage: Stage) => number;
  readonly signal: AbortSignal | null;
  /** Called with the count of runs that are done, those of an earlier process among them. */
  readonly onDone: (count: number) => void;
}

/** Runs the points of a stage on worker threads; what an earlier process has stored is not run again. */
export class StageRunner {
  readonly #options: StageOptions;
  readonly #stored: Map<string, PointRun>;
  /** Runs that are done, those of an earlier process that were needed again among them. */
  done = 0;

  constructor(options: StageOptions) {
    this.#options = options;
    this.#stored = new Map(options.store.load(options.sweep).map(run => [run.point, run]));
  }

  /** Runs that an earlier process has stored. */
  get stored(): number {
    return this.#stored.size;
  }

  /** @throws RangeError when a run has other days than its stage: scores would be cut from the wrong ones. */
  readonly run: RunStage = async (stage, points) => {
    const { pool, batch, signal, rangeOf, daysOf } = this.#options;
    const range = rangeOf(stage);
    const keys = points.map(params => canonicalJson({ range: { ...range }, params }));
    const runs = keys.map(key => this.#stored.get(key) ?? null);
    const missing = [...runs.keys()].filter(index => runs[index] === null);
    this.#count(runs.length - missing.length);
    const batches = chunks(missing, batch);
    await pool.map(
      batches.map(indexes => ({ range, points: indexes.map(index => points[index]!) })),
      {
        signal,
        onResult: (at, result) => {
          const found = unpack(result);
          this.#keep(batches[at]!.map((index, i) => ({ point: keys[index]!, ...found[i]! })));
          for (const [i, index] of batches[at]!.entries()) runs[index] = found[i]!;
        },
      },
    );
    const days = daysOf(stage);
    const odd = runs.find(run => run && run.equity.length !== days);
    if (odd) throw new RangeError(`a run of ${odd.equity.length} days, not ${days}`);
    return runs;
  };

  #keep(points: readonly StoredPoint[]): void {
    const { store, sweep, atMs } = this.#options;
    store.add(sweep, atMs, points);
    this.#count(points.length);
  }

  #count(more: number): void {
    this.done += more;
    this.#options.onDone(this.done);
  }
}

const chunks = <T>(values: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, chunk) =>
    values.slice(chunk * size, (chunk + 1) * size),
  );

function unpack({ trades, equity }: BatchResult): PointRun[] {
  const days = equity.length / trades.length;
  return [...trades].map((count, index) => ({
    trades: count,
    equity: equity.subarray(index * days, (index + 1) * days),
  }));
}

/** @throws RangeError when the runs are not of the same days. */
export function pack(runs: readonly PointRun[]): BatchResult {
  const days = runs[0]?.equity.length ?? 0;
  const equity = new Float64Array(runs.length * days);
  runs.forEach((run, index) => {
    if (run.equity.length !== days) throw new RangeError(`${run.equity.length} days, not ${days}`);
    equity.set(run.equity, index * days);
  });
  return { trades: Int32Array.from(runs, ({ trades }) => trades), equity };
}

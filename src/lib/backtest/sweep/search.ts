import type { Params } from '../../trading/strategies/rule-strategy.ts';
import { curveOf, type DailyCurve } from './daily-curve.ts';
import type { Days } from './folds.ts';
import { bestThird, planRungs } from './halving.ts';
import { type Objective, scoreOf } from './score.ts';

/** The days that points run on; null: all there are. */
export type Stage = Days | null;

/** What a point came to on the days of a stage. */
export interface PointRun {
  readonly trades: number;
  /** Dollars at the close of each day. */
  readonly equity: Float64Array;
}

/** Runs points on a stage; results in the order of the points, null where a stop came first. */
export type RunStage = (stage: Stage, points: readonly Params[]) => Promise<readonly (PointRun | null)[]>;

/** A point that ran on all days. */
export interface TriedPoint {
  readonly params: Params;
  readonly trades: number;
  readonly curve: DailyCurve;
}

/** A point that halving left behind, with its curve on the days of its last round. */
export interface LeftPoint extends TriedPoint {
  readonly round: number;
}

export interface Round {
  readonly days: Days;
  readonly points: number;
  readonly kept: number;
}

export interface Searched {
  /** In the order of the points. */
  readonly points: readonly TriedPoint[];
  readonly left: readonly LeftPoint[];
  readonly rounds: readonly Round[];
}

export interface SearchOptions {
  readonly halving: boolean;
  /** The days that halving may look at. */
  readonly inSample: Days;
  readonly objective: Objective;
  readonly periodsPerYear: number;
  /** Dollars that each run begins with. */
  readonly start: number;
  readonly run: RunStage;
}

/** Runs all points on all days; with halving, only those that the rounds before it let through. Null when stopped. */
export async function search(points: readonly Params[], options: SearchOptions): Promise<Searched | null> {
  const rungs = options.halving ? planRungs(points.length, options.inSample) : [];
  const left: LeftPoint[] = [];
  const rounds: Round[] = [];
  let going = points;
  for (const { days } of rungs) {
    const tried = await runAll(going, days, options);
    if (!tried) return null;
    const kept = bestThird(
      tried.map(({ curve }) => scoreOf(options.objective, curve, options.periodsPerYear)),
    );
    const stays = new Set(kept);
    left.push(
      ...tried.filter((_, index) => !stays.has(index)).map(point => ({ ...point, round: rounds.length })),
    );
    rounds.push({ days, points: going.length, kept: kept.length });
    going = kept.map(index => going[index]!);
  }
  const tried = await runAll(going, null, options);
  return tried && { points: tried, left, rounds };
}

async function runAll(
  points: readonly Params[],
  stage: Stage,
  { run, start }: SearchOptions,
): Promise<TriedPoint[] | null> {
  const runs = await run(stage, points);
  const tried: TriedPoint[] = [];
  for (const [index, found] of runs.entries()) {
    if (!found) return null;
    tried.push({ params: points[index]!, trades: found.trades, curve: curveOf(found.equity, start) });
  }
  return tried;
}

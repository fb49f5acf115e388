import { daysOf } from '../../backtest/sweep/daily-curve.ts';
import type { Days, Fold } from '../../backtest/sweep/folds.ts';
import { planFolds } from '../../backtest/sweep/folds.ts';
import { cutSymbol, type Range } from '../../backtest/sweep/point-run.ts';
import { randomPoints } from '../../backtest/sweep/random-points.ts';
import type { Stage } from '../../backtest/sweep/search.ts';
import { sharedSeries } from '../../backtest/sweep/shared-series.ts';
import { gridPoints, type Points, parseSpace, type Space } from '../../backtest/sweep/space.ts';
import type { Config } from '../../config/schema.ts';
import { usageError } from '../../core/errors.ts';
import { periodsPerYear } from '../../performance/periods-per-year.ts';
import type { Params } from '../../trading/strategies/rule-strategy.ts';
import type { Adapters } from '../adapters.ts';
import { type Execution, executionOf } from '../backtest/execution-request.ts';
import { fingerprintOf, type RunIdentity } from '../backtest/fingerprint.ts';
import { loadBars } from '../backtest/load-bars.ts';
import type { LoadedBars } from '../backtest/loaded-bars.ts';
import { dataOf, type Identified, identityOf } from '../backtest/run-identity.ts';
import type { BacktestData } from '../schemas/backtest.ts';
import type { SetupInput } from './point-setup.ts';
import type { SweepRequest } from './sweep-request.ts';
import { type SweptStrategy, sweptStrategy } from './swept-strategy.ts';

const ENGINE = 'typed-array';
const ALL_DAYS: Range = { fromMs: null, toMs: null };
/** Points × days that are kept in memory at once, 16 bytes each. */
const MOST_VALUES = 20_000_000;

/** A sweep that is ready to run. */
export interface PreparedSweep {
  readonly request: SweepRequest;
  readonly seed: number;
  readonly swept: SweptStrategy;
  readonly points: Points;
  readonly bars: LoadedBars;
  readonly execution: Execution;
  /** Midnights of the days with a bar, UTC epoch milliseconds. */
  readonly days: Float64Array;
  /** Empty without walk-forward. */
  readonly folds: readonly Fold[];
  /** The days that may be searched before the first block. */
  readonly inSample: Days;
  readonly periodsPerYear: number;
  readonly setup: SetupInput;
  /** All that the results of points depend on but their parameters. */
  readonly identity: RunIdentity;
  /** That of one point, as `hive backtest` with the same flags has it: both are one try. */
  readonly identify: (params: Params) => RunIdentity;
}

/** @throws HiveError (usage, data) on a request that cannot be run. */
export async function prepareSweep(adapters: Adapters, request: SweepRequest): Promise<PreparedSweep> {
  const { config } = adapters;
  const swept = await sweptStrategy(request.strategy);
  const { strategy } = swept;
  const points = pointsOf(parseSpace(strategy, request.ranges), request, config.seed);
  const warmUp = points.points.reduce((most, params) => Math.max(most, strategy.warmUpBars(params)), 0);
  const bars = await loadBars(adapters, request.bars, warmUp);
  const assetClasses = bars.symbols.map(({ instrument }) => instrument.assetClass);
  const execution = executionOf(request.execution, { config, assetClasses, isHives: false });
  if (execution.model.sizing.kind === 'hive') throw notHiveSized();
  const days = daysOfAll(bars);
  if (points.points.length * days.length > MOST_VALUES) throw tooLarge(points.points.length, days.length);
  const folds = request.walkForward ? planFolds(days.length, request.walkForward) : [];
  return {
    ...{ request, seed: config.seed, swept, points, bars, execution, days, folds },
    inSample: folds[0]?.inSample ?? { from: 0, to: days.length },
    periodsPerYear: periodsPerYear(assetClasses),
    setup: setupOf(swept.reference, bars, execution),
    identity: identityOf({ data: dataOf(bars), choice: choiceOf(swept, {}), execution }, ENGINE, config),
    identify: identifier(swept, { bars, execution, config }),
  };
}

const choiceOf = ({ strategy, moduleSha256 }: SweptStrategy, params: Params): Identified['choice'] => ({
  ...{ name: strategy.id, params, moduleSha256, isHives: false },
});

interface Surroundings {
  readonly bars: LoadedBars;
  readonly execution: Execution;
  readonly config: Config;
}

/** Bars that a point does not warm up on are none of its own; points with equal warm-ups share a hash. */
function identifier(swept: SweptStrategy, { bars, execution, config }: Surroundings) {
  const known = new Map<number, BacktestData>();
  const dataWith = (warmUp: number): BacktestData => {
    const symbols = bars.symbols.map(symbol => cutSymbol(symbol, ALL_DAYS, warmUp));
    const data = known.get(warmUp) ?? dataOf({ ...bars, symbols });
    known.set(warmUp, data);
    return data;
  };
  const longest = Math.max(...bars.symbols.map(({ firstBar }) => firstBar));
  return (params: Params): RunIdentity => {
    const data = dataWith(Math.min(longest, swept.strategy.warmUpBars(params)));
    return identityOf({ data, choice: choiceOf(swept, params), execution }, ENGINE, config);
  };
}

function pointsOf(space: Space, { search, draw }: SweepRequest, seed: number): Points {
  return draw === null || search === 'grid' ? gridPoints(space) : randomPoints(space, { count: draw, seed });
}

/** Days on which any symbol has a bar that may trade. */
function daysOfAll({ symbols }: LoadedBars): Float64Array {
  const all = symbols.map(({ series, firstBar }) => daysOf(series.time.subarray(firstBar)));
  if (all.length === 1) return all[0]!;
  return Float64Array.from(new Set(all.flatMap(days => [...days]))).sort();
}

function setupOf(strategy: string, { symbols }: LoadedBars, { model, startingCents }: Execution): SetupInput {
  return {
    strategy,
    symbols: symbols.map(({ series, detail, firstBar }) => ({
      symbol: series.symbol,
      series: sharedSeries(series),
      detail: detail && sharedSeries(detail),
      firstBar,
    })),
    execution: model,
    startingCents,
  };
}

/** Names the points of a sweep: of the same bars, code and execution they are the same whatever is searched. */
export const pointsFingerprint = ({ identity }: PreparedSweep): string =>
  fingerprintOf({ ...identity, seed: 0 });

export function sweepFingerprint({ identity, request, seed }: PreparedSweep): string {
  const { ranges, search, draw, objective, walkForward } = request;
  const sweep = { ranges, search, draw, objective, walkForward };
  return fingerprintOf({ ...identity, seed, settings: { ...identity.settings, sweep } });
}

/** The moments between which bars open on some days. */
export const rangeOf =
  ({ days }: Pick<PreparedSweep, 'days'>) =>
  (stage: Stage): Range => ({
    fromMs: stage === null || stage.from === 0 ? null : days[stage.from]!,
    toMs: stage === null || stage.to >= days.length ? null : days[stage.to]!,
  });

const tooLarge = (points: number, days: number) =>
  usageError({
    code: 'TOO_MANY_POINTS',
    message: `${points} points over ${days} days are more than a sweep keeps in memory.`,
    next: `Take at most ${Math.floor(MOST_VALUES / days)} points, or fewer days (--from).`,
  });

const notHiveSized = () =>
  usageError({
    code: 'USAGE',
    message:
      "A sweep does not trade by HIVE's own limits (--sizing hive): they would hide what a parameter does.",
    next: 'Choose another --sizing, for example all-in, and test the choice with hive backtest --sizing hive.',
  });

import type { BarSeries } from '../../core/bar-series.ts';
import { DAY_MS } from '../../core/interval.ts';
import { hashKey, hashText, mulberry32 } from '../../core/random.ts';
import { lnWealth as lnWealthOf, MONEY_GRID } from '../../learning/evidence/wealth.ts';
import type { RuleExpert } from '../../learning/experts/rules.ts';
import { accuracy } from '../../performance/accuracy.ts';
import { blockLength } from '../../performance/block-length.ts';
import { brier } from '../../performance/brier.ts';
import { calibrationError } from '../../performance/calibration-error.ts';
import { logLoss } from '../../performance/log-loss.ts';
import { quantile } from '../../performance/quantile.ts';
import { drawStationary } from '../../performance/stationary-bootstrap.ts';
import { controlExposure } from '../control-arm.ts';
import { forestPipeline } from '../forest-bench.ts';
import type { Path } from '../markets/path.ts';
import { exposureAt, POOL, type PoolOptions, runPool } from '../pool-run.ts';
import { TimingEvidence } from '../timing.ts';
import { crossPathSharpes } from './cross-paths.ts';
import { oneBarSamples, type RealForecast, realForecasts } from './forecasts.ts';
import { type Significance, significanceOf } from './significance.ts';

const RESAMPLES = 1000;
const CONTROL_ARMS = 200;
const CONFIDENT = 0.7;
/** An unlevered long position can lose all of itself in one bar, and no more. */
const ALL = 1;

export interface RealInput {
  readonly bars: BarSeries;
  /** Cost of one side, as a fraction: the fee and half of the spread. */
  readonly sideCost: number;
  readonly retrainBars: number;
  readonly seed: number;
}

/** What walk-forward makes of one real series. Shares and returns are fractions; evidence is in nats. */
export interface RealScore {
  readonly bars: number;
  readonly forecasts: number;
  readonly accuracy: number | null;
  /** Middle 95 % of a block bootstrap. */
  readonly accuracyInterval: readonly [number, number] | null;
  /** Of always saying what training saw more often, of the last outcome again, and of a rise every time. */
  readonly majority: number | null;
  readonly persistence: number | null;
  readonly alwaysUp: number | null;
  readonly brier: number | null;
  readonly climatologyBrier: number | null;
  readonly logLoss: number | null;
  readonly climatologyLogLoss: number | null;
  readonly calibrationError: number | null;
  readonly confident: number;
  readonly confidentHits: number;
  /** ln of the evidence that the pool beats cash, and its own usual exposure: last and highest. */
  readonly money: readonly [last: number, peak: number];
  readonly timing: readonly [last: number, peak: number];
  /** Growth less 1 after costs over the bars that have forecasts. */
  readonly netReturn: number;
  readonly hold: number;
  readonly control: { readonly median: number; readonly high: number };
  readonly turnover: number;
  /** Share of what was earned before costs that they took; null where nothing was. */
  readonly costShare: number | null;
  readonly significance: Significance;
  /** Yearly Sharpe ratios of the forest over five histories of purged cross-validation, lowest first. */
  readonly crossPaths: readonly number[];
}

/** Scores one series: forecasts of the forest, the pool with the forest in it, both gates, and random arms beside it. */
export function scoreSeries(input: RealInput): RealScore {
  const { bars, sideCost, retrainBars, seed } = input;
  const forecasts = realForecasts(bars, { retrainBars, seed });
  const path = pathOfBars(bars, forecasts[0]?.bar ?? 0);
  const { net, ...pool } = poolScore(path, { sideCost, forecasts });
  const barsPerYear = periodsPerYear(bars);
  return {
    bars: bars.length,
    ...forecastScore(forecasts, seed),
    ...pool,
    hold: growth(path.returns.subarray(path.from), () => 1, sideCost).net,
    control: controlArms(path, input),
    significance: significanceOf({
      ...{ returns: net, barsPerYear, seed },
      experts: expertsOf(forecasts).map(expert => netReturns(path, ruleExposure(path, expert), sideCost)),
    }),
    crossPaths: crossPathSharpes({
      ...{ sideCost, barsPerYear, pipeline: forestPipeline(seed, 1) },
      samples: oneBarSamples(bars).map(({ sample }) => sample),
    }).sort((a, b) => a - b),
  };
}

const expertsOf = (forecasts: readonly RealForecast[]): RuleExpert[] => [
  ...POOL.rules,
  forestExpert(forecasts),
];

/** Long only; nothing where the rule sleeps. */
const ruleExposure =
  ({ closes }: RealPath, rule: RuleExpert) =>
  (tick: number): number =>
    Math.max(0, rule.exposure(closes, tick) ?? 0);

/** Net return of each bar from the first forecast on. */
function netReturns({ returns, from }: RealPath, exposureOf: (tick: number) => number, sideCost: number) {
  let held = 0;
  return Float64Array.from({ length: returns.length - from }, (_, i) => {
    const exposure = exposureOf(from + i);
    const net = exposure * returns[from + i]! - sideCost * Math.abs(exposure - held);
    held = exposure;
    return net;
  });
}

/** Bars of a year, by the time that the series spans: stocks have fewer than coins. */
function periodsPerYear({ time, length }: BarSeries): number {
  const years = (time[length - 1]! - time[0]!) / (365.25 * DAY_MS);
  return years > 0 ? length / years : 1;
}

/** Returns and closes from bar `from` on; what rules look back at before it stays in sight. */
interface RealPath extends Path {
  readonly from: number;
}

function pathOfBars({ close, length }: BarSeries, from: number): RealPath {
  const returns = Float64Array.from(
    { length: Math.max(0, length - 1) },
    (_, t) => close[t + 1]! / close[t]! - 1,
  );
  return { returns, closes: close, from };
}

function forecastScore(forecasts: readonly RealForecast[], seed: number) {
  const said = forecasts.map(({ probability }) => probability);
  const usual = forecasts.map(({ climatology }) => climatology);
  const outcomes = forecasts.map(({ outcome }) => outcome);
  const right = said.map((p, i) => (p > 0.5 === (outcomes[i] === 1) ? 1 : 0));
  const sure = right.filter((_, i) => Math.max(said[i]!, 1 - said[i]!) > CONFIDENT);
  return {
    forecasts: forecasts.length,
    accuracy: accuracy(said, outcomes),
    accuracyInterval: bootstrapMean(right, seed),
    majority: accuracy(usual, outcomes),
    persistence: accuracy(outcomes.slice(0, -1), outcomes.slice(1)),
    alwaysUp: accuracy(
      outcomes.map(() => 1),
      outcomes,
    ),
    brier: brier(said, outcomes),
    climatologyBrier: brier(usual, outcomes),
    logLoss: logLoss(said, outcomes),
    climatologyLogLoss: logLoss(usual, outcomes),
    calibrationError: calibrationError(said, outcomes),
    confident: sure.length,
    confidentHits: sure.filter(hit => hit === 1).length,
  };
}

/** Middle 95 % of the mean over resamples of blocks as long as the values hang together. */
function bootstrapMean(values: readonly number[], seed: number): readonly [number, number] | null {
  if (values.length < 10) return null;
  const random = mulberry32(hashKey(seed, 21));
  const restart = 1 / Math.max(1, blockLength(values));
  const indexes = new Int32Array(values.length);
  const means = Float64Array.from({ length: RESAMPLES }, () => {
    drawStationary(indexes, restart, random);
    let sum = 0;
    for (let i = 0; i < indexes.length; i++) sum += values[indexes[i]!]!;
    return sum / indexes.length;
  }).sort();
  return [quantile(means, 0.025)!, quantile(means, 0.975)!];
}

interface PoolInput {
  readonly sideCost: number;
  readonly forecasts: readonly RealForecast[];
}

/** The rules and the forest trade the series long only; evidence and returns begin with the first forecast. */
function poolScore(path: RealPath, { sideCost, forecasts }: PoolInput) {
  const options: PoolOptions = {
    ...POOL,
    ...{ mode: 'long-flat', cost: sideCost, sureLoss: ALL },
    rules: expertsOf(forecasts).map(rule => sleepingBefore(rule, path.from)),
  };
  const timing = new TimingEvidence();
  const exposures = new Float64Array(path.returns.length);
  let [held, peak] = [0, 0];
  const { lnWealth } = runPool(path, options, tick => {
    if (tick.tick < path.from) return undefined;
    const exposure = exposureAt(options, tick);
    const { volatility, maxBet } = tick;
    const paid = sideCost * Math.abs(exposure - held);
    timing.push({ exposure, change: path.returns[tick.tick]!, paid, volatility, maxBet });
    exposures[tick.tick] = exposure;
    held = exposure;
    peak = Math.max(peak, tick.after.lnWealth);
    return undefined;
  });
  const grown = growth(path.returns, t => exposures[t]!, sideCost);
  const gross = growth(path.returns, t => exposures[t]!, 0).net;
  return {
    ...{ netReturn: grown.net, turnover: grown.turnover },
    costShare: gross > 0 ? (gross - grown.net) / gross : null,
    net: netReturns(path, t => exposures[t]!, sideCost),
    money: [lnWealth, peak] as const,
    timing: [lnWealthOf(MONEY_GRID, timing.wealth), timing.wealth.peak] as const,
  };
}

/** Long where a rise is more likely than not. */
function forestExpert(forecasts: readonly RealForecast[]): RuleExpert {
  const said = new Map(forecasts.map(({ bar, probability }) => [bar, probability]));
  return {
    id: 'forest',
    exposure(_, index) {
      const probability = said.get(index);
      return probability === undefined ? null : probability > 0.5 ? 1 : 0;
    },
  };
}

const sleepingBefore = (rule: RuleExpert, from: number): RuleExpert => ({
  id: rule.id,
  exposure: (closes, index) => (index < from ? null : rule.exposure(closes, index)),
});

/** Growth less 1 after costs of following exposures, and what was turned over. */
function growth(returns: Float64Array, exposureOf: (tick: number) => number, sideCost: number) {
  let [level, held, turnover] = [1, 0, 0];
  for (let t = 0; t < returns.length; t++) {
    const exposure = exposureOf(t);
    const moved = Math.abs(exposure - held);
    level *= 1 + exposure * returns[t]! - sideCost * moved;
    turnover += moved;
    held = exposure;
  }
  return { net: level - 1, turnover };
}

function controlArms({ returns, from }: RealPath, { sideCost, seed }: RealInput) {
  const traded = returns.subarray(from);
  const net = Float64Array.from({ length: CONTROL_ARMS }, (_, arm) => {
    const random = mulberry32(hashKey(seed, hashText('control'), arm));
    let held = 0;
    return growth(
      traded,
      () => {
        held = controlExposure(held, random);
        return held;
      },
      sideCost,
    ).net;
  }).sort();
  return { median: quantile(net, 0.5)!, high: quantile(net, 0.95)! };
}

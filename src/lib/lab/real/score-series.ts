import type { BarSeries } from '../../core/bar-series.ts';
import { DAY_MS } from '../../core/interval.ts';
import { hashKey, hashText, mulberry32 } from '../../core/random.ts';
import { lnWealth as lnWealthOf, MONEY_GRID } from '../../learning/evidence/wealth.ts';
import type { RuleExpert } from '../../learning/experts/rules.ts';
import { quantile } from '../../performance/quantile.ts';
import { controlExposure } from '../control-arm.ts';
import { forestPipeline } from '../forest-bench.ts';
import { exposureAt, POOL, type PoolOptions, runPool } from '../pool-run.ts';
import { TimingEvidence } from '../timing.ts';
import { crossPathSharpes } from './cross-paths.ts';
import { type ForecastScore, forecastScore } from './forecast-score.ts';
import { oneBarSamples, type RealForecast, realForecasts } from './forecasts.ts';
import { follow, pathOfBars, type SeriesPath } from './series-path.ts';
import { type Significance, significanceOf } from './significance.ts';

const CONTROL_ARMS = 200;
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
export interface RealScore extends ForecastScore {
  readonly bars: number;
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
    hold: follow(path, () => 1, sideCost).growth,
    control: controlArms(path, input),
    significance: significanceOf({
      ...{ returns: net, barsPerYear, seed },
      experts: expertsOf(forecasts).map(expert => follow(path, ruleExposure(path, expert), sideCost).net),
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
  ({ closes }: SeriesPath, rule: RuleExpert) =>
  (tick: number): number =>
    Math.max(0, rule.exposure(closes, tick) ?? 0);

/** Bars of a year, by the time that the series spans: stocks have fewer than coins. */
function periodsPerYear({ time, length }: BarSeries): number {
  const years = (time[length - 1]! - time[0]!) / (365.25 * DAY_MS);
  return years > 0 ? length / years : 1;
}

interface PoolInput {
  readonly sideCost: number;
  readonly forecasts: readonly RealForecast[];
}

/** The rules and the forest trade the series long only; evidence and returns begin with the first forecast. */
function poolScore(path: SeriesPath, { sideCost, forecasts }: PoolInput) {
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
  const { net, growth, turnover } = follow(path, t => exposures[t]!, sideCost);
  const gross = follow(path, t => exposures[t]!, 0).growth;
  return {
    ...{ net, netReturn: growth, turnover },
    costShare: gross > 0 ? (gross - growth) / gross : null,
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

function controlArms(path: SeriesPath, { sideCost, seed }: RealInput) {
  const grown = Float64Array.from({ length: CONTROL_ARMS }, (_, arm) => {
    const random = mulberry32(hashKey(seed, hashText('control'), arm));
    let held = 0;
    const exposureOf = () => {
      held = controlExposure(held, random);
      return held;
    };
    return follow(path, exposureOf, sideCost).growth;
  }).sort();
  return { median: quantile(grown, 0.5)!, high: quantile(grown, 0.95)! };
}

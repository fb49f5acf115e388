import type { BarSeries } from '../../core/bar-series.ts';
import { REGIME_NAMES, regimeMeasures, regimesOf } from '../../features/regime.ts';
import { ewmaVolatility } from '../ewma-volatility.ts';
import { policyContext } from './context.ts';
import { clipped } from './detectors.ts';
import type { Lesson } from './policy-mind.ts';
import { ruleExposures } from './pool.ts';

/** Bars that volatility, regimes and the slowest rule need before they say anything. */
const WARM_UP = 80;

/**
 * What the bars of a symbol would have taught, epoch by epoch, by what was known at each close. There were no models
 * then: the probability is left out, and the rules count alike.
 * @param epochBars bars of an epoch
 */
export function historyLessons(series: BarSeries, epochBars: number): Lesson[] {
  const { close, length, symbol } = series;
  const measures = regimeMeasures(series);
  const { volatility } = measures;
  const codes = regimesOf(measures);
  const lessons: Lesson[] = [];
  let rho = 0;
  for (
    let bar = length - 1 - epochBars * Math.floor((length - 1 - WARM_UP) / epochBars);
    bar < length - 1;
    bar += epochBars
  ) {
    const sigma = ewmaVolatility(close, bar);
    if (bar < WARM_UP || sigma === null || !(sigma > 0)) continue;
    const context = policyContext({
      probability: null,
      exposure: meanExposure(close.subarray(0, bar + 1)),
      rho,
      volatilityRatio: volatility[bar] || 1,
      regime: REGIME_NAMES[codes[bar]!]!,
    });
    const move = (close[bar + epochBars]! / close[bar]! - 1) / (sigma * Math.sqrt(epochBars));
    rho = Number.isFinite(move) ? clipped(move) : 0;
    if (Number.isFinite(move)) lessons.push({ symbol, context, rho });
  }
  return lessons;
}

function meanExposure(close: Float64Array): number {
  const awake = ruleExposures(close).filter(exposure => exposure !== null);
  return awake.length === 0 ? 0 : awake.reduce((sum, exposure) => sum + exposure, 0) / awake.length;
}

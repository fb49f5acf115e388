import { priceOrMissing } from '../inputs.ts';
import type { FeatureKernel } from '../kernel.ts';
import { fillReturns, windowMean, windowSd } from '../rolling.ts';
import { windowKernel } from '../window-kernel.ts';

/** Returns carry a rounding error near 2e-16: a spread below this is noise of the arithmetic, not of the market. */
const NO_VOLATILITY = 1e-12;

/** The greatest double below 1: tanh never reaches 1, its rounded value would. */
const BELOW_ONE = 1 - Number.EPSILON / 2;

export interface SentimentPeriods {
  readonly mean: number;
  readonly volatility: number;
}

/**
 * Price-based mood in (-1, 1): tanh of the mean return over `mean` bars divided by the population standard
 * deviation of the returns over `volatility` bars. NaN when the returns do not vary.
 */
export function sentiment(periods: SentimentPeriods): FeatureKernel {
  const returns = new Float64Array(periods.volatility);
  const newest = periods.volatility - 1;
  return windowKernel({
    name: `sentiment${periods.mean}`,
    column: 'close',
    width: periods.volatility + 1,
    prepare: priceOrMissing,
    value: (closes, last) => {
      fillReturns(closes, last, returns);
      const spread = windowSd(returns, newest, periods.volatility);
      return spread > NO_VOLATILITY ? squash(windowMean(returns, newest, periods.mean) / spread) : NaN;
    },
  });
}

const squash = (ratio: number): number => Math.max(-BELOW_ONE, Math.min(BELOW_ONE, Math.tanh(ratio)));

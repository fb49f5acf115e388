import { expectedMaximum } from './expected-maximum.ts';
import { probabilisticSharpe, type SharpeSample } from './probabilistic-sharpe.ts';

export interface Tries {
  /** How many different tries were made, this one included. */
  readonly count: number;
  /** Variance of their Sharpe ratios, each of one period. */
  readonly variance: number;
}

/** Sharpe ratio of one period that the best of so many worthless tries is expected to show: √variance × E[max]. */
export const expectedBestSharpe = ({ count, variance }: Tries): number =>
  Math.sqrt(variance) * expectedMaximum(count);

/**
 * Deflated Sharpe ratio: probability that the true ratio is above what the best of all tries reaches by luck. With one
 * try it is the probabilistic Sharpe ratio against 0.
 * @see Bailey and López de Prado (2014), Journal of Portfolio Management 40(5)
 */
export const deflatedSharpe = (sample: SharpeSample, tries: Tries): number | null =>
  probabilisticSharpe(sample, expectedBestSharpe(tries));

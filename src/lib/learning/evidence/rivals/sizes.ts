import type { Bettor, BettorState } from './bettor.ts';

/**
 * Predictable plug-in: √(2 ln(1/α) / (t ln(1 + t) σ²)). It looks for no edge, only at the noise, and bets less and
 * less.
 * @see Waudby-Smith and Ramdas (2024), JRSS B 86(1)
 */
export const plugIn =
  (alpha: number): Bettor['size'] =>
  (_bettor, { seen, variance }) => {
    const t = seen + 1;
    return Math.sqrt((2 * Math.log(1 / alpha)) / (t * Math.log1p(t) * variance));
  };

/**
 * Approximate Kelly bet: edge / (variance + edge²), with the mean so far as the edge. Cut at a share of the largest
 * bet it is the authors' aGRAPA.
 * @see Waudby-Smith and Ramdas (2024), JRSS B 86(1)
 */
export function approximateKelly({ benchmark }: Bettor, { mean, variance }: BettorState): number {
  const edge = mean - benchmark;
  return edge / (variance + edge * edge);
}

/** For gains in units of volatility: no edge and a variance of 1 are imagined before the first. */
const ON_GAINS = { benchmark: 0, priorMean: 0, priorVariance: 1 };

export const PLUG_IN: Bettor = { ...ON_GAINS, size: plugIn(0.05), share: 1 / 2 };
export const APPROXIMATE_KELLY: Bettor = { ...ON_GAINS, size: approximateKelly, share: 1 };
export const AGRAPA: Bettor = { ...ON_GAINS, size: approximateKelly, share: 1 / 2 };

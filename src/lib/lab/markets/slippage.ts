import { mulberry32, normal } from '../../core/random.ts';

/** One fill: what was known before it, and what it cost. */
export interface SlippageFill {
  /** Half-spread in units of the price's volatility. */
  readonly spread: number;
  /** ln(size / volume of the bar). */
  readonly size: number;
  readonly volatility: number;
  /** Paid beyond the middle price, and what was to be expected of it; same unit. */
  readonly paid: number;
  readonly expected: number;
}

const NOISE = 0.05;

/** X1: slippage grows with the spread, the size of the order and the volatility, by a known law, plus noise. */
export function slippageFills(seed: number, fills: number): SlippageFill[] {
  const random = mulberry32(seed);
  return Array.from({ length: fills }, () => {
    const spread = 0.02 + 0.05 * random();
    const size = -7 + normal(random);
    const volatility = Math.exp(0.3 * normal(random));
    const expected = 0.02 + spread + 0.03 * (size + 7) + 0.05 * volatility;
    return { spread, size, volatility, expected, paid: expected + NOISE * normal(random) };
  });
}

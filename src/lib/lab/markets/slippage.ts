import { mulberry32, normal } from '../../core/random.ts';
import type { OrderConditions } from '../../learning/policy/slippage-model.ts';

/** One fill: what was known before it, what it cost, and what was to be expected; fractions of price. */
export interface SlippageFill {
  readonly conditions: OrderConditions;
  readonly paid: number;
  readonly expected: number;
}

const NOISE = 0.0003;
/** Of the square-root law: an order of all of a bar's volume costs this many of its volatilities. */
const IMPACT = 0.5;

/**
 * X1: half the spread and the square-root law of market impact, plus noise.
 * @see Almgren, Thum, Hauptmann & Li (2005), Direct estimation of equity market impact: a concave law of size.
 */
export function slippageFills(seed: number, fills: number): SlippageFill[] {
  const random = mulberry32(seed);
  return Array.from({ length: fills }, () => {
    const spread = 0.0002 + 0.0008 * random();
    const volatility = 0.02 * Math.exp(0.3 * normal(random));
    const size = Math.exp(-5 + normal(random));
    const conditions = { spread, size, volume: 1, volatility };
    const expected = spread / 2 + IMPACT * volatility * Math.sqrt(Math.min(1, size));
    return { conditions, expected, paid: expected + NOISE * normal(random) };
  });
}

import { ratePpm } from '../../core/fill.ts';
import { type Price, price, priceFromNumber } from '../../core/money.ts';
import type { Side } from '../../core/order.ts';
import type { Quote } from '../../market/bar-source.ts';

/** How a market order meets the market. Orders fill whole and at once. */
export interface FillModel {
  /** Price of the fill; null when the quote cannot fill an order. */
  price(side: Side, quote: Quote): Price | null;
}

const ONE = 1_000_000n;

/**
 * Buys at the ask and sells at the bid, each made worse by `slippageBps` (1 bp = 0.01 %) and rounded
 * against us. A quote that is not finite, not positive or crossed fills nothing.
 * @throws RangeError when the slippage is not within 0 to 10,000 bps.
 */
export function quoteFills({ slippageBps }: { readonly slippageBps: number }): FillModel {
  if (!(slippageBps >= 0 && slippageBps <= 10_000)) throw new RangeError(`${slippageBps} bps is no slippage`);
  const ppm = ratePpm(slippageBps / 10_000);
  return {
    price(side, { bid, ask }) {
      if (!(bid > 0 && bid <= ask && Number.isFinite(ask))) return null;
      const quoted = priceFromNumber(side === 'buy' ? ask : bid);
      const slip = (quoted * ppm + ONE - 1n) / ONE;
      const met = price(side === 'buy' ? quoted + slip : quoted - slip);
      return met > 0n ? met : null;
    },
  };
}

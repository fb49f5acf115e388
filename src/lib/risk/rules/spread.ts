import { defineQuoteRule } from '../define-quote-rule.ts';

/** Full spread in basis points of the middle, exits included: a stop must not sell into a hole. */
export const spread = defineQuoteRule('spread', ({ quote }, { maxSpreadBps }) => {
  if (!quote) return null;
  const bps = ((quote.ask - quote.bid) / ((quote.ask + quote.bid) / 2)) * 10_000;
  // NaN passes no comparison, so a broken quote is refused here too.
  if (bps <= maxSpreadBps) return null;
  return { reason: 'WIDE_SPREAD', limit: `${maxSpreadBps} bps`, value: `${bps.toFixed(1)} bps` };
});

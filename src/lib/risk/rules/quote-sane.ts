import { defineQuoteRule } from '../define-quote-rule.ts';

/** Both sides are finite and positive, and the market is not crossed. */
export const quoteSane = defineQuoteRule('quote-sane', ({ quote }) => {
  if (!quote) return null;
  const { bid, ask } = quote;
  if (bid > 0 && bid <= ask && Number.isFinite(ask)) return null;
  return { reason: 'BAD_QUOTE', limit: '0 < bid <= ask', value: `bid ${bid}, ask ${ask}` };
});

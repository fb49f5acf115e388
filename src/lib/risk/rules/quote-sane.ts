import { NO_PRICE } from '../../core/money.ts';
import { defineQuoteRule } from '../define-quote-rule.ts';

/** Both sides are prices that a market may have, and the market is not crossed. */
export const quoteSane = defineQuoteRule('quote-sane', ({ quote }) => {
  if (!quote) return null;
  const { bid, ask } = quote;
  if (bid > 0 && bid <= ask && ask < NO_PRICE) return null;
  return { reason: 'BAD_QUOTE', limit: `0 < bid <= ask < ${NO_PRICE}`, value: `bid ${bid}, ask ${ask}` };
});

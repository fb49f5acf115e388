import { defineQuoteRule } from '../define-quote-rule.ts';

/** How far the broker's clock may run ahead of ours. */
const MAX_QUOTE_LEAD_MS = 5_000;

/**
 * There is a quote, and it is young by the wall clock (when it was made) and by the steady clock (how long
 * it has been held): a wall clock set back must not make an old quote young.
 */
export const quoteFresh = defineQuoteRule('quote-fresh', (gate, { maxQuoteAgeMs }) => {
  const { quote, nowMs, quoteHeldMs } = gate;
  const limit = `at most ${maxQuoteAgeMs} ms old, at most ${MAX_QUOTE_LEAD_MS} ms ahead`;
  if (!quote) return { reason: 'NO_QUOTE', limit, value: 'none' };
  const ageMs = nowMs - quote.timeMs;
  const young = ageMs >= -MAX_QUOTE_LEAD_MS && ageMs <= maxQuoteAgeMs;
  const held = quoteHeldMs >= 0 && quoteHeldMs <= maxQuoteAgeMs;
  if (young && held) return null;
  return { reason: 'STALE_QUOTE', limit, value: `${ageMs} ms old, held for ${quoteHeldMs} ms` };
});

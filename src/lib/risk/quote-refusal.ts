import type { QuoteGate } from './define-quote-rule.ts';
import type { Refusal, RiskLimits } from './rule.ts';
import { quoteFresh } from './rules/quote-fresh.ts';
import { quoteSane } from './rules/quote-sane.ts';
import { spread } from './rules/spread.ts';

/** Why no order may rest on this quote: the quote rules of `review`, for the looks before and after it. */
export const quoteRefusal = (gate: QuoteGate, limits: RiskLimits): Refusal | null =>
  quoteFresh.look(gate, limits) ?? quoteSane.look(gate, limits) ?? spread.look(gate, limits);

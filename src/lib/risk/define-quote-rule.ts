import type { Refusal, RiskContext, RiskLimits, RiskRule } from './rule.ts';

/** What is to know of a quote, with or without an order in view. */
export type QuoteGate = Pick<RiskContext, 'nowMs' | 'quote' | 'quoteHeldMs'>;

/** A rule that looks at the quote alone. */
export interface QuoteRule extends RiskRule {
  look(gate: QuoteGate, limits: RiskLimits): Refusal | null;
}

type Look = (gate: QuoteGate, limits: RiskLimits) => Omit<Refusal, 'rule'> | null;

/** A quote rule whose refusals carry its name. */
export function defineQuoteRule(name: string, judge: Look): QuoteRule {
  const look: QuoteRule['look'] = (gate, limits) => {
    const objection = judge(gate, limits);
    return objection && { rule: name, ...objection };
  };
  return { name, look, check: (_intent, context, limits) => look(context, limits) };
}

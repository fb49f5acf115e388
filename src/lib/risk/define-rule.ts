import type { OrderIntent } from '../core/order.ts';
import type { Refusal, RiskContext, RiskLimits, RiskRule } from './rule.ts';

type Objection = Omit<Refusal, 'rule'>;
type Check = (intent: OrderIntent, context: RiskContext, limits: RiskLimits) => Objection | null;

/** A rule whose refusals carry its name. */
export function defineRule(name: string, check: Check): RiskRule {
  return {
    name,
    check(intent, context, limits) {
      const objection = check(intent, context, limits);
      return objection && { rule: name, ...objection };
    },
  };
}

import { isHiveOrderId, type OrderIntent } from '../core/order.ts';
import type { ApprovedOrder } from './approved-order.ts';
import type { Refusal, RiskContext, RiskLimits } from './rule.ts';
import { RULES } from './rules/index.ts';

export type Review =
  | { readonly kind: 'approved'; readonly order: ApprovedOrder }
  /** Every rule that objects, in the order of `RULES`; the first gives the reason of the tick. */
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] };

/**
 * Asks every rule, and makes the only thing that a broker takes. Nothing else makes an ApprovedOrder.
 * @throws RangeError when the client order id is not one of HIVE's: without it nothing stops a second order.
 */
export function review(
  intent: OrderIntent,
  context: RiskContext,
  limits: RiskLimits,
  clientOrderId: string,
): Review {
  if (!isHiveOrderId(clientOrderId))
    throw new RangeError(`"${clientOrderId}" is not a client order id of HIVE`);
  const refusals = RULES.flatMap(rule => rule.check(intent, context, limits) ?? []);
  const [first, ...rest] = refusals;
  if (first) return { kind: 'refused', refusals: [first, ...rest] };
  // Frozen with its size: what was reviewed is what is sent.
  const order = Object.freeze({ ...intent, size: Object.freeze({ ...intent.size }), clientOrderId });
  return { kind: 'approved', order: order as ApprovedOrder };
}

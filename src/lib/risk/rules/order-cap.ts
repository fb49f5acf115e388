import { defineRule } from '../define-rule.ts';
import { highestValue, usd } from '../order-value.ts';

/** No single order above the cap, exits included: a wrong price or quantity stays a small mistake. */
export const orderCap = defineRule('order-cap', (intent, _context, { maxOrder }) => {
  const value = highestValue(intent);
  return value > maxOrder ? { reason: 'ORDER_CAP', limit: usd(maxOrder), value: usd(value) } : null;
});

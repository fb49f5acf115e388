import { addsRisk } from '../adds-risk.ts';
import { defineRule } from '../define-rule.ts';

/** Number of orders of the UTC day, this one included. Exits count but are never stopped by it. */
export const dailyOrders = defineRule('daily-orders', (intent, { day }, limits) => {
  const count = day.orders + 1;
  if (!addsRisk(intent) || count <= limits.dailyOrders) return null;
  return { reason: 'DAILY_ORDERS', limit: `${limits.dailyOrders} orders a day`, value: `order ${count}` };
});

import { addsRisk } from '../adds-risk.ts';
import { defineRule } from '../define-rule.ts';
import { lowestValue, usd } from '../order-value.ts';

/** What the broker would refuse as too small is refused here; no order is ever made bigger to pass. */
export const brokerMinimum = defineRule('broker-minimum', (intent, _context, limits) => {
  const value = lowestValue(intent);
  if (value >= limits.brokerMinimum) return null;
  const reason = addsRisk(intent) ? 'BELOW_BROKER_MIN' : 'DUST';
  return { reason, limit: `at least ${usd(limits.brokerMinimum)}`, value: usd(value) };
});

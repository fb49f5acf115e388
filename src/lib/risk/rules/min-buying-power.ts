import { addsRisk } from '../adds-risk.ts';
import { defineRule } from '../define-rule.ts';
import { usd } from '../order-value.ts';

/** A nearly empty account opens nothing. */
export const minBuyingPower = defineRule('min-buying-power', (intent, { buyingPower }, limits) =>
  addsRisk(intent) && buyingPower < limits.minBuyingPower
    ? { reason: 'BELOW_MIN_BUYING_POWER', limit: usd(limits.minBuyingPower), value: usd(buyingPower) }
    : null,
);

import { addsRisk } from '../adds-risk.ts';
import { defineRule } from '../define-rule.ts';
import { shareOfBuyingPower } from '../entry-cap.ts';
import { highestValue, usd } from '../order-value.ts';

/** An entry takes at most its share of buying power. */
export const shareCap = defineRule('share-cap', (intent, { buyingPower }, { maxOrderSharePpm }) => {
  if (!addsRisk(intent)) return null;
  const cap = shareOfBuyingPower(buyingPower, maxOrderSharePpm);
  const value = highestValue(intent);
  return value > cap ? { reason: 'SHARE_CAP', limit: usd(cap), value: usd(value) } : null;
});

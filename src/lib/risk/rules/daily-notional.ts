import { cents } from '../../core/money.ts';
import { addsRisk } from '../adds-risk.ts';
import { defineRule } from '../define-rule.ts';
import { highestValue, usd } from '../order-value.ts';

/** Money of all orders of the UTC day, this one included. Exits count but are never stopped by it. */
export const dailyNotional = defineRule('daily-notional', (intent, { day }, limits) => {
  const value = cents(day.notional + highestValue(intent));
  return addsRisk(intent) && value > limits.dailyNotional
    ? { reason: 'DAILY_NOTIONAL', limit: `${usd(limits.dailyNotional)} a day`, value: usd(value) }
    : null;
});

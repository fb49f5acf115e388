import { cents } from '../../core/money.ts';
import { addsRisk } from '../adds-risk.ts';
import { defineRule } from '../define-rule.ts';
import { highestValue, usd } from '../order-value.ts';

/**
 * Money of all orders of the UTC day, this one included. Exits count but are never stopped by it. A day with less
 * left than the broker takes is used up: an entry cut down to it would only be refused as too small.
 */
export const dailyNotional = defineRule('daily-notional', (intent, { day }, limits) => {
  const value = cents(day.notional + highestValue(intent));
  const usedUp = limits.dailyNotional - day.notional < limits.brokerMinimum;
  return addsRisk(intent) && (usedUp || value > limits.dailyNotional)
    ? { reason: 'DAILY_NOTIONAL', limit: `${usd(limits.dailyNotional)} a day`, value: usd(value) }
    : null;
});

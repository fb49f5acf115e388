import { addsRisk } from '../adds-risk.ts';
import { defineRule } from '../define-rule.ts';
import { usd } from '../order-value.ts';

/** Once the loss of the UTC day has reached its limit, nothing is opened. */
export const dailyLoss = defineRule('daily-loss', (intent, { day }, limits) =>
  addsRisk(intent) && day.loss >= limits.dailyLoss
    ? { reason: 'DAILY_LOSS', limit: `below ${usd(limits.dailyLoss)} a day`, value: usd(day.loss) }
    : null,
);

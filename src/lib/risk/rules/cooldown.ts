import { addsRisk } from '../adds-risk.ts';
import { defineRule } from '../define-rule.ts';

/** Time between two entries in one symbol. A last entry in the future (a clock set back) refuses as well. */
export const cooldown = defineRule('cooldown', (intent, { nowMs, lastEntryMs }, { cooldownMs }) => {
  if (!addsRisk(intent) || lastEntryMs === null) return null;
  const sinceMs = nowMs - lastEntryMs;
  if (sinceMs >= cooldownMs) return null;
  return { reason: 'COOLDOWN', limit: `${cooldownMs} ms since the last entry`, value: `${sinceMs} ms` };
});

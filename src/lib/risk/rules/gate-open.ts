import { addsRisk } from '../adds-risk.ts';
import { defineRule } from '../define-rule.ts';

/** Where the gate decides: no entry without evidence, or an owner's word, that the strategy pays. Exits are free. */
export const gateOpen = defineRule('gate-open', (intent, { gate }) => {
  if (!addsRisk(intent) || !gate || gate.share > 0) return null;
  return { reason: 'GATE_CLOSED', limit: gate.limit, value: gate.value };
});

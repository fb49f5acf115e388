import { addsRisk } from '../adds-risk.ts';
import { defineRule } from '../define-rule.ts';

/** A probability strictly above the threshold. Exits by a barrier or by time have none and need none. */
export const confidence = defineRule('confidence', (intent, _context, { minConfidence }) => {
  const stated = intent.confidence;
  if (stated === null && !addsRisk(intent)) return null;
  if (stated !== null && stated > minConfidence && stated <= 1) return null;
  return {
    reason: 'LOW_CONFIDENCE',
    limit: `above ${minConfidence}, at most 1`,
    value: stated === null ? 'none' : String(stated),
  };
});

import { SLOT_MS } from '../../core/order.ts';
import { defineRule } from '../define-rule.ts';

/** One order a symbol and side in each slot: its client id is used up, whatever became of the order. */
export const slotUsed = defineRule('slot-used', ({ symbol, side }, context) =>
  context.slotUsed
    ? {
        reason: 'SLOT_USED',
        limit: `1 ${side} of ${symbol} in ${SLOT_MS / 1_000} s`,
        value: 'the slot has its order',
      }
    : null,
);

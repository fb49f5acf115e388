import { defineRule } from '../define-rule.ts';

/** While an order may or may not exist at the broker, its symbol gets no other. */
export const symbolFrozen = defineRule('symbol-frozen', ({ symbol }, { frozen }) =>
  frozen
    ? { reason: 'SYMBOL_FROZEN', limit: 'no unresolved order', value: `an order in ${symbol} is unresolved` }
    : null,
);

import { defineRule } from '../define-rule.ts';

/** Only symbols on the list trade. */
export const symbolAllowed = defineRule('symbol-allowed', ({ symbol }, _context, { symbols }) =>
  symbols.includes(symbol)
    ? null
    : { reason: 'SYMBOL_NOT_ALLOWED', limit: symbols.join(', ') || 'no symbol', value: symbol },
);

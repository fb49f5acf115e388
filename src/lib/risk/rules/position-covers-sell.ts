import { formatQty } from '../../core/money.ts';
import { defineRule } from '../define-rule.ts';

/**
 * A sell names coins, and no more of them than may be sold: there are no short positions. A sell sized in
 * money would take more coins when the price falls, so none is allowed.
 */
export const positionCoversSell = defineRule('position-covers-sell', ({ side, size }, { qtyAvailable }) => {
  if (side === 'buy') return null;
  if (size.kind === 'qty' && size.qty > 0n && size.qty <= qtyAvailable) return null;
  return {
    reason: 'INSUFFICIENT_QTY',
    limit: `${formatQty(qtyAvailable)} may be sold`,
    value: size.kind === 'qty' ? formatQty(size.qty) : 'a sell sized in money',
  };
});

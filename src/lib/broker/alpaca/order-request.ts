import type { trading } from '@alpacahq/alpaca-trade-api/rest';
import { formatCents, formatQty } from '../../core/money.ts';
import type { ApprovedOrder } from '../../risk/approved-order.ts';

/**
 * The order as Alpaca wants it: amounts as text, never in exponent form, and always with our client order id.
 * `gtc`, because it is the one time in force that Alpaca documents for a crypto market order sized in money; a
 * market order does not rest.
 */
export function orderRequest({ symbol, side, size, clientOrderId }: ApprovedOrder): trading.PostOrderRequest {
  const amount =
    size.kind === 'notional' ? { notional: formatCents(size.notional) } : { qty: formatQty(size.qty) };
  return { symbol, side, type: 'market', timeInForce: 'gtc', clientOrderId, ...amount };
}

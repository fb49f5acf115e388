import { canonicalSymbol } from '../../alpaca/symbols.ts';
import { qty } from '../../core/money.ts';
import type { BrokerOrder } from '../broker.ts';
import type { OrderAnswer } from './answers.ts';

/** An order in our words; null for one of an instrument that has no name here. */
export function toOrder(answer: OrderAnswer): BrokerOrder | null {
  const symbol = canonicalSymbol(answer.symbol, answer.asset_class);
  const { side } = answer;
  if (symbol === null || side === '') return null;
  return {
    id: answer.id,
    clientOrderId: answer.client_order_id,
    symbol,
    side,
    notional: answer.notional ?? null,
    qty: answer.qty === null || answer.qty === undefined ? null : qty(answer.qty),
    status: answer.status,
    filledQty: answer.filled_qty,
    filledAvgPrice: answer.filled_avg_price ?? null,
    submittedMs: answer.submitted_at ?? answer.created_at,
  };
}

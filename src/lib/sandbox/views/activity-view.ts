import { utcDay } from '../../core/clock.ts';
import { DAY_MS } from '../../core/interval.ts';
import { cents, qty } from '../../core/money.ts';
import { plainCents, plainPrice, plainQty } from '../amounts.ts';
import { assetBySymbol } from '../assets.ts';
import type { SandboxFee, SandboxFill, SandboxTransfer } from '../books/state.ts';
import { nanoTime } from './times.ts';

/** A FILL: gross, without a word about the fee. */
export const fillView = (fill: SandboxFill) => ({
  id: fill.id,
  activity_type: 'FILL',
  transaction_time: nanoTime(fill.atMs),
  type: fill.orderStatus === 'filled' ? 'fill' : 'partial_fill',
  price: plainPrice(fill.price),
  qty: plainQty(fill.qty),
  side: fill.side,
  symbol: fill.symbol,
  leaves_qty: plainQty(fill.leavesQty),
  order_id: fill.orderId,
  cum_qty: plainQty(fill.cumQty),
  order_status: fill.orderStatus,
  swap_rate: '1',
});

/** A CFEE: coins with a symbol and no dollars, or dollars without a symbol. It names no order. */
export function feeView(fee: SandboxFee) {
  const common = {
    id: fee.id,
    activity_type: 'CFEE',
    date: utcDay(fee.postedMs - DAY_MS),
    created_at: nanoTime(fee.postedMs),
    currency: 'USD',
    status: 'executed',
  };
  if (fee.qty === 0n) {
    const net_amount = plainCents(cents(-fee.cash));
    return { ...common, net_amount, description: 'Coin Pair Transaction Fee (USD)' };
  }
  return {
    ...common,
    net_amount: '0',
    description: 'Coin Pair Transaction Fee (Non USD)',
    symbol: assetBySymbol(fee.symbol).glued,
    qty: plainQty(qty(-fee.qty)),
    price: plainPrice(fee.price),
  };
}

/** CSD and CSW for dollars, TRANS for coins. */
export function transferView(transfer: SandboxTransfer) {
  const common = {
    id: transfer.id,
    date: utcDay(transfer.atMs),
    created_at: nanoTime(transfer.atMs),
    currency: 'USD',
    status: 'executed',
    net_amount: plainCents(transfer.cash),
  };
  if (transfer.symbol === null) return { ...common, activity_type: transfer.cash < 0n ? 'CSW' : 'CSD' };
  const { glued } = assetBySymbol(transfer.symbol);
  return { ...common, activity_type: 'TRANS', symbol: glued, qty: plainQty(transfer.qty) };
}

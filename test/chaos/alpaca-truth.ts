import { qty } from '../../src/lib/core/money.ts';
import { isHiveOrderId } from '../../src/lib/core/order.ts';
import { costOf, proceedsOf } from '../../src/lib/sandbox/amounts.ts';
import { type Books, isTerminal } from '../../src/lib/sandbox/books/books.ts';
import type { SandboxFill } from '../../src/lib/sandbox/books/state.ts';
import type { TrueFill, Truth } from './exchange.ts';

/** The sandbox's own books in the words of the checks. */
export function truthOf(books: Books): Truth {
  const idOf = ({ orderId }: SandboxFill) => books.orders.get(orderId)!.clientOrderId;
  const byHand = books.fills.filter(fill => !isHiveOrderId(idOf(fill)));
  return {
    cash: books.cash,
    orders: [...books.orders.values()].map(order => ({ ...order, isOver: isTerminal(order.status) })),
    fills: books.fills.map((fill): TrueFill => ({ ...fill, clientOrderId: idOf(fill) })),
    held: symbol => books.positions.get(symbol)?.qty ?? qty(0),
    external: {
      cash: total(books.transfers.map(({ cash }) => cash)) + total(byHand.map(cashOf)),
      coins: symbol =>
        total(books.transfers.filter(moved => moved.symbol === symbol).map(moved => moved.qty)) +
        total(byHand.filter(fill => fill.symbol === symbol).map(coinsOf)),
    },
  };
}

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);

const cashOf = ({ side, qty, price, feeCash }: SandboxFill): bigint =>
  side === 'buy' ? -costOf(qty, price) : proceedsOf(qty, price) - feeCash;

const coinsOf = ({ side, qty, feeQty }: SandboxFill): bigint => (side === 'buy' ? qty - feeQty : -qty);

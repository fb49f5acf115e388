import type { SQLOutputValue } from 'node:sqlite';
import type { Fill } from '../../core/fill.ts';
import { formatCents, formatPrice, formatQty, parseCents, parsePrice, parseQty } from '../../core/money.ts';
import type { Side } from '../../core/order.ts';
import type { BrokerOrder } from '../broker.ts';

/** A row as it comes out of the file. Each reader throws RangeError on a value that cannot be right. */
export type Row = Record<string, SQLOutputValue>;

/** Amounts are stored as decimal text: exact at any size, and readable in any SQLite shell. */
export const orderColumns = (order: BrokerOrder) => ({
  client_order_id: order.clientOrderId,
  id: order.id,
  symbol: order.symbol,
  side: order.side,
  notional: order.notional === null ? null : formatCents(order.notional),
  qty: order.qty === null ? null : formatQty(order.qty),
  status: order.status,
  filled_qty: formatQty(order.filledQty),
  filled_avg_price: order.filledAvgPrice === null ? null : formatPrice(order.filledAvgPrice),
  submitted_ms: order.submittedMs,
});

export const fillColumns = (fill: Fill) => ({
  id: fill.id,
  client_order_id: fill.clientOrderId,
  symbol: fill.symbol,
  side: fill.side,
  qty: formatQty(fill.qty),
  price: formatPrice(fill.price),
  at_ms: fill.atMs,
});

export const readOrder = (row: Row): BrokerOrder => ({
  id: text(row, 'id'),
  clientOrderId: text(row, 'client_order_id'),
  symbol: text(row, 'symbol'),
  side: side(row),
  notional: row.notional === null ? null : parseCents(text(row, 'notional')),
  qty: row.qty === null ? null : parseQty(text(row, 'qty')),
  status: text(row, 'status'),
  filledQty: parseQty(text(row, 'filled_qty')),
  filledAvgPrice: row.filled_avg_price === null ? null : parsePrice(text(row, 'filled_avg_price')),
  submittedMs: integer(row, 'submitted_ms'),
});

export const readFill = (row: Row): Fill => ({
  id: text(row, 'id'),
  clientOrderId: text(row, 'client_order_id'),
  symbol: text(row, 'symbol'),
  side: side(row),
  qty: parseQty(text(row, 'qty')),
  price: parsePrice(text(row, 'price')),
  atMs: integer(row, 'at_ms'),
});

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new RangeError(`column ${column} holds ${value}, not text`);
  return value;
}

function integer(row: Row, column: string): number {
  const value = row[column];
  if (!Number.isSafeInteger(value)) throw new RangeError(`column ${column} holds ${value}, not an integer`);
  return Number(value);
}

function side(row: Row): Side {
  const value = row.side;
  if (value !== 'buy' && value !== 'sell') throw new RangeError(`column side holds ${value}`);
  return value;
}

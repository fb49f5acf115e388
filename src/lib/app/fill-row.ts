import { formatCents, notional, parsePrice, parseQty } from '../core/money.ts';
import type { Trade } from '../journal/trade.ts';

/** Columns of the flat list of fills, in their order. */
export const FILL_COLUMNS = [
  'time',
  'symbol',
  'side',
  'qty',
  'price',
  'gross',
  'fee',
  'net',
  'net_qty',
  'order',
  'fill',
  'realised',
  'mode',
  'account',
] as const;

/** One fill for a spreadsheet or tax software; exact decimals. */
export type FillRow = { readonly [Column in (typeof FILL_COLUMNS)[number]]: string | null };

/**
 * `gross` is quantity times price in dollars; `net` what cash changed by, `net_qty` what the position changed by, both
 * after fees; `fee` its value in dollars: a buy pays it in coins.
 */
export function fillRow(trade: Trade): FillRow {
  const { at, symbol, side, qty, price, fee, cash, net, order, fill, realised, mode, account } = trade;
  const gross = notional(parseQty(qty), parsePrice(price), side === 'buy' ? 'ceil' : 'floor');
  return {
    ...{ time: at, symbol, side, qty, price, gross: formatCents(gross), fee, net: cash, net_qty: net },
    ...{ order, fill, realised, mode, account },
  };
}

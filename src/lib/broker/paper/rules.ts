import { type Cents, cents, formatCents, formatQty, type Qty, qty } from '../../core/money.ts';
import type { Side } from '../../core/order.ts';
import type { SubmitOutcome } from '../broker.ts';
import type { LedgerAccount } from './ledger.ts';

/*
 * What Alpaca refuses of a crypto market order, with its codes and words as reported in public threads and
 * its documentation. Two points are not known there: whether the $10 minimum holds for sells (here it does
 * not), and what a missing quote answers (staff name it as one cause of a bare 500, an unknown outcome;
 * here nothing was recorded, so the refusal is certain and says so).
 */

export type Refused = Extract<SubmitOutcome, { kind: 'REFUSED' }>;

const refused = (code: string, message: string): Refused => ({
  kind: 'REFUSED',
  code,
  message,
  requestId: null,
});

export const assetNotFound = (symbol: string): Refused => refused('42210000', `asset "${symbol}" not found`);

export const noQuote = (symbol: string, detail?: string): Refused =>
  refused('42210000', `no quote available for ${symbol}${detail ? `: ${detail}` : ''}`);

/**
 * The id of an accepted order stays used for good; at Alpaca even that of a canceled one. Not a refusal: an
 * order of this id exists, and a lookup tells what became of it.
 */
export const duplicateId = (): SubmitOutcome => ({
  kind: 'UNKNOWN',
  detail: '40010001 client_order_id must be unique',
  requestId: null,
});

/** Smallest cost of a crypto buy. */
const MIN_COST: Cents = cents(1_000);

export interface Trade {
  readonly symbol: string;
  readonly side: Side;
  /** Gross. */
  readonly qty: Qty;
  /** Money that a buy needs: the stated notional, or quantity × price rounded up. */
  readonly cost: Cents;
  /** Money that counts towards the minimum: the stated notional, or quantity × price rounded down. */
  readonly basis: Cents;
}

/** Why the account may not make this trade; null when it may. */
export function accountRefusal(trade: Trade, account: LedgerAccount): Refused | null {
  if (trade.qty <= 0n) return refused('42210000', 'qty must be > 0');
  return trade.side === 'buy' ? buyRefusal(trade, account) : sellRefusal(trade, account);
}

function buyRefusal({ cost, basis }: Trade, { cash }: LedgerAccount): Refused | null {
  if (basis < MIN_COST) return refused('40310000', 'cost basis must be >= minimal amount of order 10');
  return cost > cash ? insufficient('USD', formatCents(cost), formatCents(cash)) : null;
}

/** There are no short positions: a sell needs all its coins. */
function sellRefusal(trade: Trade, { positions }: LedgerAccount): Refused | null {
  const held = positions.get(trade.symbol) ?? qty(0);
  const coin = trade.symbol.replace(/\/.*/, '');
  return trade.qty > held ? insufficient(coin, formatQty(trade.qty), formatQty(held)) : null;
}

const insufficient = (asset: string, requested: string, available: string): Refused =>
  refused('40310000', `insufficient balance for ${asset} (requested: ${requested}, available: ${available})`);

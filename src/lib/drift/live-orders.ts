import {
  type Cents,
  cents,
  notional,
  type Price,
  parseCents,
  parsePrice,
  parseQty,
  price,
  type Qty,
  qty,
} from '../core/money.ts';
import { lotsQty } from '../core/position.ts';
import { type FillData, type IntentData, isEntry } from '../journal/entry.ts';
import { symbolState } from '../journal/state.ts';
import type { Step } from './steps.ts';

/** How much of an order was filled, as a fraction. */
export interface Share {
  readonly part: bigint;
  readonly whole: bigint;
}

export const WHOLE: Share = { part: 1n, whole: 1n };
const NOTHING: Share = { part: 0n, whole: 1n };

export const shareOf = (amount: bigint, { part, whole }: Share): bigint => (amount * part) / whole;

/** A fill, and what was held of its symbol before it. */
export interface LiveFill {
  readonly data: FillData;
  readonly heldBefore: Qty;
}

/** An order of the segment, and what became of it by the segment's end. */
export interface LiveOrder {
  readonly intent: IntentData;
  /** When it was written down, just before it was sent. */
  readonly atMs: number;
  readonly fills: readonly LiveFill[];
  readonly share: Share;
  /** Why it was not filled, or not whole; null when it was. */
  readonly trouble: string | null;
}

/** The orders that were made within the steps, oldest first. */
export function liveOrders(steps: readonly Step[]): LiveOrder[] {
  return steps.flatMap(({ entry: { atMs, ...entry } }) => {
    if (!isEntry(entry, 'INTENT')) return [];
    const fills = fillsOf(steps, entry.data.order);
    return [{ intent: entry.data, atMs, fills, ...endingOf(steps, entry.data, fills) }];
  });
}

export const fillsOf = (steps: readonly Step[], order: string): LiveFill[] =>
  steps.flatMap(({ entry, before }) =>
    isEntry(entry, 'FILL') && entry.data.order === order
      ? [{ data: entry.data, heldBefore: lotsQty(symbolState(before.books.main, entry.data.symbol).lots) }]
      : [],
  );

type Ending = Pick<LiveOrder, 'share' | 'trouble'>;

function endingOf(steps: readonly Step[], intent: IntentData, fills: readonly LiveFill[]): Ending {
  const endings = steps.flatMap(({ entry }) => {
    const isOwn = 'order' in entry.data && entry.data.order === intent.order;
    return isOwn ? endingText(entry) : [];
  });
  const trouble = endings.at(-1) ?? 'its outcome is not known yet';
  if (trouble === 'filled') return { share: WHOLE, trouble: null };
  if (fills.length === 0) return { share: NOTHING, trouble };
  return { share: filledShare(intent, fills), trouble: `filled in part: ${trouble}` };
}

/** What the record says of the end of its order; `filled` where it says that. */
function endingText(entry: Step['entry']): string[] {
  if (isEntry(entry, 'CLOSED'))
    return [entry.data.status === 'filled' ? 'filled' : `ended as ${entry.data.status}`];
  if (isEntry(entry, 'REFUSED')) return [`refused: ${entry.data.message}`];
  if (isEntry(entry, 'ABSENT')) return ['it never reached the broker'];
  return isEntry(entry, 'UNKNOWN') || isEntry(entry, 'REAPPEARED') ? ['its outcome is not known yet'] : [];
}

/** By money for a buy, by coins for a sale: what the order is sized in. */
function filledShare(intent: IntentData, fills: readonly LiveFill[]): Share {
  const byCoins = intent.qty !== undefined;
  const whole: bigint = byCoins ? parseQty(intent.qty) : parseCents(intent.notional ?? intent.value);
  const amounts: bigint[] = fills.map(({ data }) => (byCoins ? parseQty(data.qty) : spentOn(data)));
  const part = amounts.reduce((sum, amount) => sum + amount, 0n);
  return whole > 0n && part < whole ? { part, whole } : WHOLE;
}

/** Dollars of a fill before its fee. */
export const spentOn = (fill: Pick<FillData, 'qty' | 'price'>): Cents =>
  notional(parseQty(fill.qty), parsePrice(fill.price), 'ceil');

/** Mean price of the fills by coins, rounded down to 1e-9 dollars; null when there are none. */
export function meanPrice(fills: readonly LiveFill[]): Price | null {
  const coins = totalQty(fills);
  if (coins === 0n) return null;
  const value = fills.reduce((sum, { data }) => sum + parseQty(data.qty) * parsePrice(data.price), 0n);
  return price(value / coins);
}

export const totalQty = (fills: readonly LiveFill[]): Qty =>
  qty(fills.reduce((sum, { data }) => sum + parseQty(data.qty), 0n));

export const totalFee = (fills: readonly LiveFill[]): Cents =>
  cents(fills.reduce((sum, { data }) => sum + parseCents(data.fee), 0n));

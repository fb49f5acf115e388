import { formatQty, parsePrice, parseQty, price, priceNumber, type Qty, qty } from '../../core/money.ts';
import {
  type EntryData,
  type FillData,
  type IntentData,
  isEntry,
  type TimedEntry,
} from '../../journal/entry.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';
import type { HiveState } from '../../journal/state.ts';
import type { OrderView } from './journal-view.ts';

/** Final orders that are kept; those that may still change are kept whatever their number. */
const KEPT = 300;

interface Stand {
  readonly state: OrderView['state'];
  readonly detail: string;
}

interface KnownOrder {
  readonly intent: IntentData;
  readonly seq: number;
  readonly at: string;
  stand: Stand;
  changedAt: string;
  filledQty: Qty;
  /** Coins times prices of its fills, in units of 1e-18 dollars. */
  worth: bigint;
}

type Answer = 'ACCEPTED' | 'REAPPEARED' | 'REFUSED' | 'UNKNOWN' | 'MISSED' | 'ABSENT' | 'CLOSED';

/** How an order stands after a record about it. */
const STANDS: { readonly [T in Answer]: (data: EntryData[T]) => Stand } = {
  ACCEPTED: () => ({ state: 'open', detail: '' }),
  REAPPEARED: () => ({ state: 'open', detail: 'it is at the broker after all' }),
  REFUSED: ({ code, message }) => ({ state: 'refused', detail: `${code}: ${message}` }),
  UNKNOWN: ({ detail }) => ({ state: 'unknown', detail }),
  MISSED: () => ({ state: 'unknown', detail: 'a look at the broker did not find it' }),
  ABSENT: ({ reason }) => ({
    state: 'absent',
    detail: reason === undefined ? 'it was never made' : `given up by hand: ${reason}`,
  }),
  CLOSED: ({ status }) => ({ state: 'closed', detail: status === 'filled' ? '' : status }),
};

const isAnswer = (type: string): type is Answer => Object.hasOwn(STANDS, type);

/** The newest orders, each from its INTENT to its end. */
export class OrderBook {
  readonly #orders = new Map<string, KnownOrder>();

  /** Takes in a record that has been folded into `state`. */
  add({ seq, at }: SealedRecord, entry: TimedEntry, state: HiveState): void {
    if (isEntry(entry, 'INTENT')) this.#begin({ seq, at, intent: entry.data }, state);
    else if (isEntry(entry, 'FILL')) this.#fill(entry.data, at);
    else if (isAnswer(entry.type)) this.#answer(entry.data as EntryData[Answer], entry.type, at);
  }

  /** Symbol of an order that is known. */
  symbolOf(order: string): string | null {
    return this.#orders.get(order)?.intent.symbol ?? null;
  }

  /** Number of the INTENT record of an order that is known. */
  seqOf(order: string): number | null {
    return this.#orders.get(order)?.seq ?? null;
  }

  /** Newest first. */
  views(): OrderView[] {
    return [...this.#orders.values()].reverse().map(viewOf);
  }

  #begin(order: Pick<KnownOrder, 'seq' | 'at' | 'intent'>, state: HiveState): void {
    const stand: Stand = { state: 'intended', detail: '' };
    this.#orders.set(order.intent.order, {
      ...{ ...order, stand, changedAt: order.at, filledQty: qty(0), worth: 0n },
    });
    if (this.#orders.size > KEPT) this.#forget(state);
  }

  /** An order that counts as refused or absent may show up again for some days. */
  #forget({ open, dismissed }: HiveState): void {
    for (const order of this.#orders.keys()) {
      if (this.#orders.size <= KEPT) return;
      if (!Object.hasOwn(open, order) && !Object.hasOwn(dismissed, order)) this.#orders.delete(order);
    }
  }

  #fill({ order, qty: filled, price: paid }: FillData, at: string): void {
    const known = this.#orders.get(order);
    if (!known) return;
    known.filledQty = qty(known.filledQty + parseQty(filled));
    known.worth += parseQty(filled) * parsePrice(paid);
    known.changedAt = at;
  }

  #answer<T extends Answer>(data: EntryData[T], type: T, at: string): void {
    const known = this.#orders.get(data.order);
    if (!known) return;
    known.stand = STANDS[type](data);
    known.changedAt = at;
  }
}

function viewOf({ intent, seq, at, stand, changedAt, filledQty, worth }: KnownOrder): OrderView {
  const { order, symbol, side, purpose, reason, notional, qty: wanted, confidence } = intent;
  return {
    ...{ order, seq, symbol, side, purpose, reason, ...stand },
    notional: notional ?? null,
    qty: wanted ?? null,
    filledQty: formatQty(filledQty),
    averagePrice: filledQty > 0n ? priceNumber(price(worth / filledQty)) : null,
    ...{ confidence, at, changedAt },
  };
}

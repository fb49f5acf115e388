import { DAY_MS } from '../../core/interval.ts';
import { cents, type Price, type Qty, qty } from '../../core/money.ts';
import { hashKey, hashText } from '../../core/random.ts';
import { centsOf, costOf, qtyFor } from '../amounts.ts';
import { assetBySymbol } from '../assets.ts';
import type { Books } from '../books/books.ts';
import type { Fate, SandboxOrder } from '../books/state.ts';
import { type ExactQuote, exactQuote, type SandboxPrices } from '../prices.ts';

export interface VenueOptions {
  readonly seed: number;
  /** From taking an order to its first chance of a fill. */
  readonly fillDelayMs: number;
  /** Share of orders, 0 to 1, that fill in two parts. */
  readonly partialFills: number;
}

/** The market place: it fills open orders at the quotes of their moments, and posts the fees of each day. */
export class Venue {
  readonly #books: Books;
  readonly #prices: SandboxPrices;
  readonly #options: VenueOptions;
  /** Fills before this one have their fee posted. */
  #posted: number;

  constructor(books: Books, prices: SandboxPrices, options: VenueOptions) {
    this.#books = books;
    this.#prices = prices;
    this.#options = options;
    this.#posted = books.fees.length;
  }

  /** Lets everything happen that is due by `nowMs`, in the order of time. */
  async advance(nowMs: number): Promise<void> {
    for (let next = this.#nextDue(nowMs); next !== null; next = this.#nextDue(nowMs)) {
      this.#postFees(next.dueMs!);
      await this.#meet(next, next.dueMs!);
    }
    this.#postFees(nowMs);
    for (const order of this.#books.open) {
      if (order.dueMs === null && !isStuck(order)) await this.#meet(order, nowMs);
    }
  }

  /** Of those that are due, the one whose time came first; the older one of two. */
  #nextDue(nowMs: number): SandboxOrder | null {
    let first: SandboxOrder | null = null;
    for (const order of this.#books.open) {
      if (order.dueMs === null || order.dueMs > nowMs || isStuck(order)) continue;
      if (first === null || order.dueMs < first.dueMs!) first = order;
    }
    return first;
  }

  #postFees(nowMs: number): void {
    const { fills } = this.#books;
    for (; this.#posted < fills.length; this.#posted++) {
      const fill = fills[this.#posted]!;
      const postedMs = (Math.floor(fill.atMs / DAY_MS) + 1) * DAY_MS;
      if (postedMs > nowMs) return;
      this.#books.postFee(fill, postedMs);
    }
  }

  async #meet(order: SandboxOrder, atMs: number): Promise<void> {
    if (order.fate?.kind === 'reject') {
      this.#books.setStatus(order, 'rejected', atMs);
      return;
    }
    const quote = await exactQuote(this.#prices, assetBySymbol(order.symbol), atMs);
    const at = quote && fillPrice(order, quote);
    if (at === null) this.#miss(order, atMs);
    else this.#execute(order, at, atMs);
  }

  /** No price, or not the price that the order asks for. */
  #miss(order: SandboxOrder, atMs: number): void {
    if (order.timeInForce === 'ioc') {
      this.#books.setStatus(order, 'canceled', atMs);
    } else if (order.type === 'market') {
      order.dueMs = atMs + Math.max(1_000, this.#options.fillDelayMs);
    } else if (order.dueMs !== null) {
      order.dueMs = null;
      this.#books.setStatus(order, order.fills > 0 ? 'partially_filled' : 'new', atMs);
    }
  }

  #execute(order: SandboxOrder, at: Price, atMs: number): void {
    const rest = this.#wanted(order, at);
    const share = this.#share(order);
    const part = share === 1 ? rest : partOf(rest, share);
    if (rest <= 0n) {
      this.#books.setStatus(order, order.fills > 0 ? 'filled' : 'canceled', atMs);
    } else if (part === rest) {
      this.#books.fill(order, rest, at, { atMs, status: 'filled' });
    } else {
      this.#books.fill(order, part, at, { atMs, status: 'partially_filled' });
      this.#leaveRest(order, atMs);
    }
  }

  #leaveRest(order: SandboxOrder, atMs: number): void {
    const end = order.fate?.kind === 'part' ? order.fate.then : 'canceled';
    if (order.fate?.kind === 'part' || order.timeInForce === 'ioc') this.#books.setStatus(order, end, atMs);
    else order.dueMs = atMs + Math.max(1, this.#options.fillDelayMs);
  }

  /** Coins still to fill, never more than the account can pay or deliver. */
  #wanted(order: SandboxOrder, at: Price): Qty {
    const { cash, positions } = this.#books;
    const rest = enlarged(restOf(order, at), order.fate);
    if (order.side === 'sell') return least(rest, positions.get(order.symbol)?.qty ?? qty(0));
    return costOf(rest, at) <= cash ? rest : qtyFor(cash, at);
  }

  /** Part of the order that fills now: all of it, but for the share of orders that fill in two parts. */
  #share(order: SandboxOrder): number {
    if (order.fate?.kind === 'part') return order.fate.share;
    if (order.fate !== null || order.fills > 0) return 1;
    const draw = hashKey(this.#options.seed, hashText(order.id)) / 2 ** 32;
    const { partialFills } = this.#options;
    return draw < partialFills ? 0.25 + (0.5 * draw) / partialFills : 1;
  }
}

function restOf(order: SandboxOrder, at: Price): Qty {
  if (order.qty !== null) return qty(order.qty - order.filledQty);
  return qtyFor(cents(order.notional! - centsOf(order.filledCost)), at);
}

const enlarged = (rest: Qty, fate: Fate | null): Qty =>
  fate?.kind === 'overfill' ? qty((rest * BigInt(Math.round(fate.factor * 1_000))) / 1_000n) : rest;

const isStuck = ({ fate }: SandboxOrder): boolean => fate?.kind === 'stuck' || fate?.kind === 'cancel-stuck';

const least = (a: Qty, b: Qty): Qty => (a < b ? a : b);

/** At least 1e-9. */
function partOf(whole: Qty, share: number): Qty {
  const part = (whole * BigInt(Math.round(share * 1_000_000))) / 1_000_000n;
  return qty(part > 0n ? part : 1n);
}

/** The side of the quote that the order meets; null when its limit or stop keeps it away. */
function fillPrice(order: SandboxOrder, { bid, ask }: ExactQuote): Price | null {
  const isBuy = order.side === 'buy';
  const side = isBuy ? ask : bid;
  if (order.stopPrice !== null && !order.isTriggered) {
    order.isTriggered = isBuy ? side >= order.stopPrice : side <= order.stopPrice;
    if (!order.isTriggered) return null;
  }
  if (order.limitPrice === null) return side;
  return (isBuy ? side <= order.limitPrice : side >= order.limitPrice) ? side : null;
}

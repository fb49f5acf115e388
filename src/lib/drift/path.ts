import { isoTime } from '../core/clock.ts';
import { HiveError } from '../core/errors.ts';
import { ratePpm, settle } from '../core/fill.ts';
import { affordableQty, formatCents, formatPrice, formatQty, type Price, qty } from '../core/money.ts';
import type { Side } from '../core/order.ts';
import { lotsQty } from '../core/position.ts';
import { type Entry, entry, type TimedEntry } from '../journal/entry.ts';
import { project } from '../journal/project.ts';
import type { HiveState } from '../journal/state.ts';
import { symbolState } from '../journal/state.ts';
import { newLearningState } from '../learning/feedback/learning-state.ts';
import type { ApprovedOrder } from '../risk/approved-order.ts';
import type { AccountView } from '../tick/account-view.ts';
import { answer, type Considered, consider, outcomeOf } from '../tick/consider.ts';
import { intentData } from '../tick/order-entries.ts';
import { symbolsInPlay, tickEntry } from '../tick/tick-entries.ts';
import type { View } from '../trading/strategy.ts';
import { type Share, shareOf } from './live-orders.ts';
import type { Moment } from './moments.ts';
import { type Reference, sideOf } from './reference.ts';

/** The world as one path sees it. */
export interface Lens {
  /** The price at the beginning of a moment. */
  reference(symbol: string, moment: Moment): Promise<Reference | null>;
  view(symbol: string, moment: Moment): Promise<View>;
  /** Whether the symbol is looked at in this moment. */
  acts(symbol: string, moment: Moment): boolean;
  /** How much of an order of this moment is filled. */
  share(symbol: string, side: Side, moment: Moment): Share;
}

/** An order of a path, which exists only in it. */
export interface PathOrder {
  readonly atMs: number;
  readonly order: ApprovedOrder;
  /** Price of the reference that it met. */
  readonly price: Price;
  readonly share: Share;
}

export interface WalkedPath {
  readonly state: HiveState;
  readonly orders: readonly PathOrder[];
}

/**
 * Plays the moments with the step that trades: orders are filled at once at the reference price, as far as the lens
 * says, with the configured fee.
 */
export async function walkPath(
  start: HiveState,
  moments: readonly Moment[],
  lens: Lens,
): Promise<WalkedPath> {
  const walker = new Walker(start, lens);
  for (const moment of moments) await walker.play(moment);
  return walker;
}

const ACCOUNT: AccountView = {
  buyingPower: ({ books }) => books.main.cash,
  available: ({ books }, symbol) => lotsQty(symbolState(books.main, symbol).lots),
  drifted: () => false,
};

class Walker implements WalkedPath {
  readonly #lens: Lens;
  readonly orders: PathOrder[] = [];
  /** What was learned comes with each moment; the path itself teaches nothing. */
  state: HiveState;

  constructor(start: HiveState, lens: Lens) {
    this.#lens = lens;
    this.state = { ...start, learning: newLearningState() };
  }

  async play(moment: Moment): Promise<void> {
    for (const event of moment.events) this.#happen(event);
    const symbols = symbolsInPlay(this.state, moment.settings).filter(symbol =>
      this.#lens.acts(symbol, moment),
    );
    if (symbols.length === 0) return;
    const quotes = new Map<string, Reference | null>();
    for (const symbol of symbols) quotes.set(symbol, await this.#lens.reference(symbol, moment));
    const market = new Map(
      [...quotes].map(([symbol, known]) => [symbol, { quote: known?.quote ?? null, seenAt: 0 }]),
    );
    const outcomes: ReturnType<typeof outcomeOf>[] = [];
    for (const symbol of symbols) {
      const considered = await this.#consider(symbol, moment, market);
      outcomes.push(outcomeOf(considered));
      this.#carryOut(considered, moment, quotes.get(symbol) ?? null);
    }
    this.#record(moment.atMs, tickEntry(this.state, { market, outcomes, nowMs: moment.atMs }));
  }

  async #consider(
    symbol: string,
    moment: Moment,
    market: Parameters<typeof tickEntry>[1]['market'],
  ): Promise<Considered> {
    const { atMs: nowMs, settings, learning, halt } = moment;
    const { account: accountNumber } = this.state;
    const scope = {
      book: 'main' as const,
      strategyId: settings.strategyId,
      account: ACCOUNT,
      market,
      accountNumber,
    };
    const world = { state: { ...this.state, learning }, halt };
    const step = consider(world, settings, { scope, symbol, nowMs, steadyMs: 0 });
    return step.kind === 'considered' ? step : answer(step, await this.#lens.view(symbol, moment), settings);
  }

  #carryOut({ decision, result, slot, symbol }: Considered, moment: Moment, met: Reference | null): void {
    const before = decision ? [entry('DECISION', decision)] : [];
    const order = result?.order;
    if (!order || !met) {
      this.#record(moment.atMs, ...before);
      return;
    }
    const intent = intentData({ order, slot, plan: result.plan, decisionId: decision?.id ?? null });
    const share = this.#lens.share(symbol, order.side, moment);
    const price = sideOf(met.quote, order.side);
    this.orders.push({ atMs: moment.atMs, order, price, share });
    const { settings } = moment;
    const ending = endingOf({ order, price, share, atMs: moment.atMs, feeRate: settings.feeRate });
    this.#record(moment.atMs, ...before, entry('INTENT', intent), ...ending);
  }

  /** What others did; a path in which it cannot have happened goes on without it. */
  #happen(event: TimedEntry): void {
    try {
      this.state = project(this.state, event);
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof HiveError)) throw error;
    }
  }

  #record(atMs: number, ...entries: readonly Entry[]): void {
    for (const each of entries) this.state = project(this.state, { ...each, atMs });
  }
}

interface Met {
  readonly order: ApprovedOrder;
  readonly price: Price;
  readonly share: Share;
  readonly atMs: number;
  readonly feeRate: number;
}

/** The fill of an order and its end; one of which nothing was filled counts as refused. */
function endingOf({ order, price, share, atMs, feeRate }: Met): Entry[] {
  const { clientOrderId, size, side, symbol } = order;
  const wanted = size.kind === 'qty' ? size.qty : affordableQty(size.notional, price);
  const gross = qty(shareOf(wanted, share));
  if (gross === 0n)
    return [entry('REFUSED', { order: clientOrderId, code: 'NOT_FILLED', message: 'as it really was' })];
  const settled = settle({ side, qty: gross, price }, ratePpm(feeRate));
  const fill = entry('FILL', {
    fill: `${clientOrderId}-1`,
    order: clientOrderId,
    symbol,
    side,
    qty: formatQty(gross),
    price: formatPrice(price),
    at: isoTime(atMs),
    cash: formatCents(settled.cash),
    net: formatQty(settled.qty),
    fee: formatCents(settled.feeValue),
  });
  return [fill, entry('CLOSED', { order: clientOrderId, status: 'filled', filledQty: formatQty(gross) })];
}

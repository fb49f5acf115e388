import { type Price, parsePrice, priceNumber, type Qty } from '../core/money.ts';
import type { Side } from '../core/order.ts';
import { lotsQty } from '../core/position.ts';
import { isEntry } from '../journal/entry.ts';
import { type BookState, symbolState } from '../journal/state.ts';
import type { View } from '../trading/strategy.ts';
import { type Execution, onTerms, type Terms } from './ladder.ts';
import { type LiveOrder, liveOrders, type Share, WHOLE } from './live-orders.ts';
import type { Moment } from './moments.ts';
import { type Lens, type PathOrder, type WalkedPath, walkPath } from './path.ts';
import type { DriftPorts } from './ports.ts';
import { hindrance, type RanTick } from './ran-ticks.ts';
import { RecordedViews } from './recorded-views.ts';
import { quoteAround, type Reference, sideOf } from './reference.ts';
import { type Segment, stepsOf } from './steps.ts';

/** An order that live made, with the prices that it is held against. */
export interface ComparedOrder {
  readonly live: LiveOrder;
  readonly momentMs: number;
  /** Price at the beginning of its moment; null where none is known. */
  readonly begin: Price | null;
  /** Price when it was sent. */
  readonly sent: Price;
  readonly feeRate: number;
}

/** An order of the replay that live did not make, or that was not filled whole. */
export interface MissedOrder {
  readonly path: PathOrder;
  readonly why: string;
}

/** A decision that would be another one with what is known now. */
export interface ChangedView {
  readonly symbol: string;
  readonly atMs: number;
  readonly was: View;
  readonly today: View;
}

/** Which of the three paths: all moments as known now; as recorded; only what ran, filled as it was. */
export type PathKind = 'replay' | 'recorded' | 'ran';

const SILENT: View = { opinion: { kind: 'none', reason: 'NO_MODEL' }, evidence: null };

/** The paths and rungs of one segment, over one set of orders, prices and views. */
export class DriftDesk {
  readonly #segment: Segment;
  readonly #ports: DriftPorts;
  readonly #moments: readonly Moment[];
  readonly #live: readonly LiveOrder[];
  readonly #recorded: RecordedViews;
  readonly #known = new Map<string, Promise<Reference | null>>();
  /** Moments without a tick at which a price is missing. */
  readonly unpriced = new Set<number>();

  constructor(segment: Segment, ports: DriftPorts, moments: readonly Moment[]) {
    this.#segment = segment;
    this.#ports = ports;
    this.#moments = moments;
    this.#live = liveOrders(segment.steps);
    this.#recorded = new RecordedViews(moments, ports.stakeThen);
  }

  walk(kind: PathKind): Promise<WalkedPath> {
    const today = (symbol: string, moment: Moment) => this.#ports.viewNow(symbol, moment);
    const was = (symbol: string, moment: Moment) => this.#recorded.at(symbol, moment);
    const lens: Lens = {
      reference: (symbol, moment) => this.#reference(symbol, moment),
      view: async (symbol, moment) =>
        kind === 'replay'
          ? ((await today(symbol, moment)) ?? was(symbol, moment) ?? SILENT)
          : (was(symbol, moment) ?? (await today(symbol, moment)) ?? SILENT),
      acts: (symbol, { ran }) => kind !== 'ran' || (ran !== null && hindrance(ran, symbol) === null),
      share: (symbol, side, moment) => (kind === 'ran' ? this.#share(symbol, side, moment) : WHOLE),
    };
    return walkPath(this.#segment.start, this.#moments, lens);
  }

  /** The book after the fills that there were, on other terms for the orders of this segment. */
  onTerms(orders: readonly ComparedOrder[], termsOf: (order: ComparedOrder) => Terms): BookState {
    const terms = new Map(orders.map(order => [order.live.intent.order, termsOf(order)]));
    const fills = new Map(
      orders.flatMap(({ live }) => live.fills.map(fill => [fill.data.fill, fill] as const)),
    );
    const executions = this.#segment.steps.flatMap(({ entry, before }): Execution[] => {
      if (!isEntry(entry, 'FILL')) return [];
      const { data } = entry;
      const heldBefore = fills.get(data.fill)?.heldBefore ?? heldOf(before.books.main, data.symbol);
      const purpose = before.open[data.order]!;
      return [{ fill: { data, heldBefore }, purpose, terms: terms.get(data.order) ?? null }];
    });
    return onTerms(this.#segment.start.books.main, executions);
  }

  async compared(): Promise<ComparedOrder[]> {
    const compared: ComparedOrder[] = [];
    for (const live of this.#live) {
      const moment = this.#momentOf(live);
      const { side, symbol } = live.intent;
      const begin = moment && (await this.#reference(symbol, moment));
      const isKnown = begin !== null && begin !== undefined && begin.source !== 'tick';
      compared.push({
        live,
        momentMs: moment?.atMs ?? live.atMs,
        begin: isKnown ? sideOf(begin.quote, side) : null,
        sent: await this.#sent(live, moment),
        feeRate: (moment?.settings ?? this.#segment.settings).feeRate,
      });
    }
    return compared;
  }

  /** Every decision that was written down, made again with what is known now. */
  async changed(): Promise<{
    readonly asked: number;
    readonly unknown: number;
    readonly views: ChangedView[];
  }> {
    let [asked, unknown] = [0, 0];
    const views: ChangedView[] = [];
    for (const moment of this.#moments)
      for (const symbol of moment.ran?.decisions.keys() ?? []) {
        asked += 1;
        const today = await this.#ports.viewNow(symbol, moment);
        const was = this.#recorded.at(symbol, moment);
        if (!today || !was) unknown += 1;
        else if (spoken(today) !== spoken(was)) views.push({ symbol, atMs: moment.atMs, was, today });
      }
    return { asked, unknown, views };
  }

  /** Orders of which it is not known yet what was charged. */
  unsettled(orders: readonly ComparedOrder[]): number {
    if (this.#ports.settlesExactly) return 0;
    const fees = stepsOf(this.#segment.steps, 'FEE');
    const isPosted = ({ side, symbol }: LiveOrder['intent'], atMs: number) =>
      fees.some(fee => fee.atMs >= atMs && fee.data.symbol === (side === 'buy' ? symbol : null));
    return orders.filter(({ live }) => !isPosted(live.intent, live.atMs)).length;
  }

  /** Orders of a path that live did not make, or that were not filled whole. */
  missed(path: readonly PathOrder[]): MissedOrder[] {
    return path.flatMap(one => {
      const moment = this.#moments.find(({ atMs }) => atMs === one.atMs);
      const { symbol, side } = one.order;
      const live = moment && this.#liveAt(symbol, side, moment);
      if (live) return live.trouble === null ? [] : [{ path: one, why: live.trouble }];
      if (!moment?.ran) return [{ path: one, why: 'no tick ran' }];
      return [{ path: one, why: hindrance(moment.ran, symbol) ?? 'the tick wanted no such order' }];
    });
  }

  /** The price at the beginning of a moment; where none is known, that of the tick that ran in it. */
  #reference(symbol: string, moment: Moment): Promise<Reference | null> {
    const key = `${symbol} ${moment.atMs}`;
    const known = this.#known.get(key) ?? this.#find(symbol, moment);
    this.#known.set(key, known);
    return known;
  }

  async #find(symbol: string, moment: Moment): Promise<Reference | null> {
    const found = await this.#ports.references.at(symbol, moment.atMs);
    if (found) return found;
    if (!moment.ran) this.unpriced.add(moment.atMs);
    return moment.ran && quoteOfTick(moment.ran, symbol, moment);
  }

  /** The quote that an order was sent on: where the market can be asked again, that of the moment when it was sent. */
  async #sent({ intent, atMs }: LiveOrder, moment: Moment | null): Promise<Price> {
    const found = await this.#ports.references.at(intent.symbol, atMs);
    if (found?.source === 'market') return sideOf(found.quote, intent.side);
    const own = moment?.ran?.decisions.get(intent.symbol)?.data;
    if (!moment || !own || own.id !== intent.decision) return parsePrice(intent.referencePrice);
    const middle = (own.quote.bid + own.quote.ask) / 2;
    const { spreadBps } = moment.settings;
    return sideOf(quoteAround(intent.symbol, middle, spreadBps, atMs), intent.side);
  }

  #share(symbol: string, side: Side, moment: Moment): Share {
    return this.#liveAt(symbol, side, moment)?.share ?? WHOLE;
  }

  #liveAt(symbol: string, side: Side, { ran }: Moment): LiveOrder | null {
    const own = this.#live.find(
      ({ intent }) => intent.symbol === symbol && intent.side === side && ran?.orders.has(intent.order),
    );
    return own ?? null;
  }

  #momentOf({ intent }: LiveOrder): Moment | null {
    return this.#moments.find(({ ran }) => ran?.orders.has(intent.order)) ?? null;
  }
}

const heldOf = (book: BookState, symbol: string): Qty => lotsQty(symbolState(book, symbol).lots);

/** What a view comes to, for telling whether two are the same. */
function spoken({ opinion }: View): string {
  if (opinion.kind === 'none') return opinion.reason;
  const { signal, widths, stake = 1 } = opinion;
  return JSON.stringify([signal.action, signal.confidence, widths?.target, widths?.stop, stake]);
}

/** The quote of the tick, of which the closing record keeps the bid; it stands in for that of the moment's beginning. */
function quoteOfTick(ran: RanTick, symbol: string, { atMs, settings }: Moment): Reference | null {
  const own = ran.decisions.get(symbol)?.data.quote;
  if (own) return { quote: { symbol, timeMs: atMs, bid: own.bid, ask: own.ask }, source: 'tick' };
  const mark = ran.marks[symbol];
  if (mark === undefined) return null;
  const middle = priceNumber(parsePrice(mark)) / (1 - settings.spreadBps / 20_000);
  return { quote: quoteAround(symbol, middle, settings.spreadBps, atMs), source: 'tick' };
}

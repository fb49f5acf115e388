import { type Cents, cents } from '../core/money.ts';
import type { BookState } from '../journal/state.ts';
import { equityOf, type Marks } from '../tick/market-view.ts';
import { type ChangedView, type ComparedOrder, DriftDesk, type MissedOrder } from './desk.ts';
import { lastMarks, type Moment, momentsOf } from './moments.ts';
import { PARTS, type PartName } from './part-names.ts';
import type { DriftPorts } from './ports.ts';
import { endOf, type Segment } from './steps.ts';

/** One difference between replay and live: what live made more by it, and of how many cases it is not known. */
export interface Part {
  readonly amount: Cents;
  /** Cases that it is made of, and those of them of which it is not known. */
  readonly cases: number;
  readonly unknown: number;
}

export type Parts = Readonly<Record<PartName, Part>>;

/** How live and a replay of the same moments differ. */
export interface Drift {
  /** Profit of the replay and of the account. */
  readonly replay: Cents;
  readonly live: Cents;
  readonly parts: Parts;
  readonly orders: readonly ComparedOrder[];
  readonly missed: readonly MissedOrder[];
  readonly changed: readonly ChangedView[];
  /** Moments that were looked at, and those in which no tick ran. */
  readonly moments: number;
  readonly notRun: number;
}

/** What positions are valued at in the beginning and at the end; a symbol without a price counts at its last mark. */
export interface Valuation {
  readonly start: Marks;
  readonly end: Marks;
}

/**
 * Live against a replay of the same moments (docs/decisions/0021). Seven books lead from the one to the other, each with
 * one thing more as it really was; what a step changes is one part, so that replay and parts add up to live to the cent:
 * the replay; with the decisions that were made (data); with the ticks and fills that there were (missed); with the
 * orders that live made (other); at the price when they were sent (timing); at the price that they got (price); as
 * charged (fee).
 * @throws HiveError (data, SETTINGS_MISSING) where an older hive wrote the settings
 */
export async function driftOf(segment: Segment, ports: DriftPorts, marks: Valuation): Promise<Drift> {
  const moments = momentsOf(segment, ports.timetable);
  const desk = new DriftDesk(segment, ports, moments);
  const replay = await desk.walk('replay');
  const recorded = await desk.walk('recorded');
  const ran = await desk.walk('ran');
  const orders = await desk.compared();
  const paths = [replay, recorded, ran].map(({ state }) => state.books.main);
  const books = [...paths, ...rungs(desk, orders), endOf(segment).books.main];
  const profits = profitsOf(books, segment, marks);
  const changed = await desk.changed();
  const counts = countsOf({ orders, desk, moments, changed });
  return {
    replay: profits[0]!,
    live: profits.at(-1)!,
    parts: partsOf(profits, counts),
    orders,
    missed: desk.missed(recorded.orders),
    changed: changed.views,
    moments: moments.length,
    notRun: moments.filter(({ ran: tick }) => tick === null).length,
  };
}

/** The orders of live at the beginning of their moments, when they were sent, and as they were filled. */
const rungs = (desk: DriftDesk, orders: readonly ComparedOrder[]): BookState[] => [
  desk.onTerms(orders, ({ begin, sent, feeRate }) => ({ price: begin ?? sent, feeRate })),
  desk.onTerms(orders, ({ sent, feeRate }) => ({ price: sent, feeRate })),
  desk.onTerms(orders, ({ feeRate }) => ({ price: null, feeRate })),
];

function profitsOf(books: readonly BookState[], segment: Segment, marks: Valuation): Cents[] {
  const begin = equityOf(segment.start.books.main, marks.start);
  const end = { ...lastMarks(segment), ...marks.end };
  return books.map(book => cents(equityOf(book, end) - begin));
}

type Counts = Readonly<Record<PartName, Omit<Part, 'amount'>>>;

interface Counted {
  readonly orders: readonly ComparedOrder[];
  readonly desk: DriftDesk;
  readonly moments: readonly Moment[];
  readonly changed: { readonly asked: number; readonly unknown: number };
}

function countsOf({ orders, desk, moments, changed }: Counted): Counts {
  const filled = orders.filter(({ live }) => live.fills.length > 0);
  const known = { cases: filled.length, unknown: 0 };
  const notRun = moments.filter(({ ran }) => ran === null).length;
  const troubled = orders.filter(({ live }) => live.trouble !== null).length;
  return {
    data: { cases: changed.asked, unknown: changed.unknown },
    missed: { cases: notRun + troubled, unknown: desk.unpriced.size },
    other: known,
    timing: { cases: filled.length, unknown: filled.filter(({ begin }) => begin === null).length },
    price: known,
    fee: { cases: filled.length, unknown: desk.unsettled(filled) },
  };
}

const partsOf = (profits: readonly Cents[], counts: Counts): Parts =>
  Object.fromEntries(
    PARTS.map((name, at) => [name, { amount: cents(profits[at + 1]! - profits[at]!), ...counts[name] }]),
  ) as Record<PartName, Part>;

/** Nothing at all, for sums. */
const NOTHING: Part = { amount: cents(0), cases: 0, unknown: 0 };

/** Several stretches as one. */
export function sumOfDrifts(drifts: readonly Drift[]): Drift {
  const total = (pick: (drift: Drift) => bigint): Cents =>
    cents(drifts.reduce((sum, drift) => sum + pick(drift), 0n));
  const count = (pick: (drift: Drift) => number): number =>
    drifts.reduce((sum, drift) => sum + pick(drift), 0);
  const part = (name: PartName): Part =>
    drifts.reduce(
      (sum, { parts }) => ({
        amount: cents(sum.amount + parts[name].amount),
        cases: sum.cases + parts[name].cases,
        unknown: sum.unknown + parts[name].unknown,
      }),
      NOTHING,
    );
  return {
    replay: total(({ replay }) => replay),
    live: total(({ live }) => live),
    parts: Object.fromEntries(PARTS.map(name => [name, part(name)])) as Record<PartName, Part>,
    orders: drifts.flatMap(({ orders }) => orders),
    missed: drifts.flatMap(({ missed }) => missed),
    changed: drifts.flatMap(({ changed }) => changed),
    moments: count(({ moments }) => moments),
    notRun: count(({ notRun }) => notRun),
  };
}

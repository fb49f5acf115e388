import type { z } from 'zod';
import { isoTime } from '../core/clock.ts';
import { dollars } from '../core/money.ts';
import type { BookState } from '../journal/state.ts';
import { drawdowns } from '../performance/drawdowns.ts';
import { finite } from '../performance/finite.ts';
import type { control as controlSchema } from './schemas/learning-status.ts';
import type { EquityColumns, JournalView } from './watch/journal-view.ts';

export type ControlComparison = z.infer<typeof controlSchema>;

const MOST_POINTS = 300;
/** Fewer round trips show luck more than skill. */
const LEAST_ROUND_TRIPS = 30;

/** The account against the control arm, which trades at random under the same costs; null before the first tick. */
export function controlComparison({
  state,
  equity,
}: Pick<JournalView, 'state' | 'equity'>): ControlComparison | null {
  if (state === null || state.lastTickMs === null) return null;
  const startingCash = dollars(state.startingCash);
  const { main, control } = state.books;
  const arms = {
    model: armOf(main, startingCash, fallOf(equity, 'main', startingCash)),
    control: armOf(control, startingCash, fallOf(equity, 'control', startingCash)),
  };
  const difference = toCents(arms.model.profit - arms.control.profit);
  return {
    ...arms,
    difference,
    from: isoTime(state.startedMs),
    points: spacedPoints(equity),
    says: sentence(difference, arms.model.roundTrips, arms.control.roundTrips),
  };
}

function armOf(book: BookState, startingCash: number, maxDrawdown: number | null) {
  const profit = toCents(dollars(book.equity) - startingCash - dollars(book.external));
  return {
    equity: dollars(book.equity),
    profit,
    profitShare: startingCash > 0 ? profit / startingCash : 0,
    fees: dollars(book.fees),
    turnover: dollars(book.turnover),
    roundTrips: book.roundTrips,
    winRate: finite(book.wins / book.roundTrips),
    maxDrawdown,
  };
}

const toCents = (amount: number): number => Math.round(amount * 100) / 100;

function fallOf(equity: EquityColumns, book: 'main' | 'control', startingCash: number): number | null {
  if (equity.length === 0) return null;
  const curve = firstOf(equity[book], equity.length);
  return finite(drawdowns(curve, equity.atMs, startingCash).maxShare);
}

/** Columns may have room for more than they hold. */
const firstOf = (column: ArrayLike<number>, length: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => column[i]!);

/** Evenly spaced, the first and the last among them. */
function spacedPoints({ atMs, main, control, length }: EquityColumns): [number, number, number][] {
  const count = Math.min(length, MOST_POINTS);
  const step = count > 1 ? (length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, i) => {
    const at = Math.round(i * step);
    return [atMs[at]!, main[at]!, control[at]!];
  });
}

function sentence(difference: number, model: number, control: number): string {
  const trips = `after ${model} round ${model === 1 ? 'trip' : 'trips'} against ${control}`;
  const side = difference > 0 ? 'ahead of' : 'behind';
  const gap =
    difference === 0
      ? 'The account and the control arm are level'
      : `The account is $${Math.abs(difference).toFixed(2)} ${side} the control arm`;
  const few = Math.min(model, control) < LEAST_ROUND_TRIPS;
  const worth = few
    ? `with fewer than ${LEAST_ROUND_TRIPS} each, a few weeks show luck more than skill`
    : 'whether that is skill is for a test over many more to say';
  return `${gap} ${trips}; ${worth}.`;
}

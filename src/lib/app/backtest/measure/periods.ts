import type { EngineRun } from '../../../backtest/engine-run.ts';
import { DAY_MS } from '../../../core/interval.ts';
import { addOutcome, emptyOutcomes, type OutcomeTally } from '../../../performance/outcomes.ts';
import { profitFactor } from '../../../performance/profit-factor.ts';
import type { BacktestPeriod } from '../../schemas/backtest.ts';
import type { TradeRow } from './trade-row.ts';
import { centsOf, dollarsOf, isoTime } from './units.ts';

type StartOf = (ms: number) => number;

const dayOf: StartOf = ms => Math.floor(ms / DAY_MS) * DAY_MS;

/** Monday; the epoch began on a Thursday. */
const weekOf: StartOf = ms => {
  const day = Math.floor(ms / DAY_MS);
  return (day - ((day + 3) % 7)) * DAY_MS;
};

const monthOf: StartOf = ms => {
  const date = new Date(ms);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
};

/** Equity at the end of each period that has bars, by its start. */
function endsOf(run: EngineRun, days: readonly number[], startOf: StartOf): Map<number, number> {
  const ends = new Map<number, number>();
  for (const end of days) ends.set(startOf(run.time[end]!), run.equity[end]!);
  return ends;
}

function outcomesOf(rows: readonly TradeRow[], startOf: StartOf): Map<number, OutcomeTally> {
  const found = new Map<number, OutcomeTally>();
  for (const row of rows) {
    const start = startOf(row.endMs);
    let tally = found.get(start);
    if (!tally) {
      tally = emptyOutcomes();
      found.set(start, tally);
    }
    addOutcome(tally, row.cents);
  }
  return found;
}

export interface PeriodsInput {
  readonly run: EngineRun;
  readonly rows: readonly TradeRow[];
  /** Last bars of the days (see dayEnds). */
  readonly days: readonly number[];
  readonly startingDollars: number;
}

function periods({ run, rows, days, startingDollars }: PeriodsInput, startOf: StartOf): BacktestPeriod[] {
  const trades = outcomesOf(rows, startOf);
  let before = startingDollars;
  return [...endsOf(run, days, startOf)].map(([start, equity]) => {
    const found = trades.get(start) ?? emptyOutcomes();
    const began = before;
    before = equity;
    return {
      date: isoTime(start),
      trades: found.wins + found.draws + found.losses,
      profit_abs: dollarsOf(centsOf(equity) - centsOf(began)),
      profit: began > 0 ? equity / began - 1 : 0,
      profit_factor: profitFactor(found),
      wins: found.wins,
      draws: found.draws,
      losses: found.losses,
    };
  });
}

/**
 * Days, weeks (from Monday) and months in UTC, each with the change of equity over it and the trades that were closed in
 * it, or are open at its end when it is the last. A period without bars has no line.
 */
export const periodicBreakdown = (input: PeriodsInput) => ({
  day: periods(input, dayOf),
  week: periods(input, weekOf),
  month: periods(input, monthOf),
});

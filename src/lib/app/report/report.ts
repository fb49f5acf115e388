import { existsSync } from 'node:fs';
import { isoTime } from '../../core/clock.ts';
import { dataError } from '../../core/errors.ts';
import { parseCents, priceFromNumber } from '../../core/money.ts';
import { type JournalPeriod, readPeriod } from '../../drift/read-period.ts';
import type { References } from '../../drift/reference.ts';
import { stepsOf } from '../../drift/steps.ts';
import type { HiveState } from '../../journal/state.ts';
import type { Marks } from '../../tick/market-view.ts';
import { marketBanner } from '../market-banner.ts';
import { wholeJournal } from '../read-journal.ts';
import type { Reading } from '../reading.ts';
import type { NothingToReport, ReportOutput } from '../schemas/report.ts';
import { tickSettings } from '../settings.ts';
import { accountFacts, positionFacts } from './account-facts.ts';
import { driftFacts } from './drift-facts.ts';
import { configFacts, eventFacts, gateFacts, modelFacts } from './happenings.ts';
import { modelHistory } from './model-history.ts';
import { pastPrices } from './past-prices.ts';
import { periodDrift } from './period-drift.ts';
import { type ReportKind, type ReportPeriod, reportPeriod } from './report-period.ts';
import { type MissedRun, momentsIn, type ScheduledSlots, type SlotsOf } from './slots.ts';
import { costFacts, reasonFacts, tradeFacts, unfilledFacts, unresolvedFacts } from './trade-facts.ts';

export interface ReportRequest {
  readonly kind: ReportKind;
  /** A moment of the period; null for the last period that is over. */
  readonly atMs: number | null;
  /** A schedule asks every day, also on the first of a home: that there is nothing yet is no error then. */
  readonly mayBeNothing: boolean;
}

/**
 * What happened in a day or a week, and how it differs from what the same code makes of it today.
 * @param slotsOf what a schedule wanted of the period
 * @throws HiveError (data): NO_JOURNAL where there is none, or it begins after the period; JOURNAL_DAMAGED
 */
export async function report(
  home: Reading,
  request: ReportRequest,
  slotsOf: SlotsOf,
): Promise<ReportOutput | NothingToReport> {
  const nowMs = home.clock.now();
  const whole = reportPeriod(request.kind, request.atMs, nowMs);
  const span = { fromMs: whole.fromMs, toMs: Math.max(whole.fromMs, Math.min(whole.toMs, nowMs)) };
  const period = readPeriod(await wholeJournal(home), span);
  if (period) return reportOf(home, { whole, period, slots: await slotsOf(span) });
  const { journal } = home.paths;
  if (request.mayBeNothing && existsSync(journal))
    return {
      ...periodOf(whole),
      nothing: `There is nothing to report of ${whole.name}: ${journal} begins after it.`,
    };
  throw dataError({
    code: 'NO_JOURNAL',
    message: `There is nothing to report of ${whole.name}: ${journal} begins after it, or not at all.`,
    next: 'Run: hive trade tick; or name a later day with --date.',
  });
}

const periodOf = ({ kind, name, fromMs, toMs }: ReportPeriod) => ({
  kind,
  name,
  from: isoTime(fromMs),
  to: isoTime(toMs),
});

interface Found {
  readonly whole: ReportPeriod;
  readonly period: JournalPeriod;
  readonly slots: ScheduledSlots | null;
}

async function reportOf(home: Reading, { whole, period, slots }: Found): Promise<ReportOutput> {
  const { start, end, steps } = period;
  const references = await pastPrices(home, end.market);
  const marks = {
    start: await marksAt(references, start, period.fromMs),
    end: await marksAt(references, end, period.toMs),
  };
  const { cycles } = await home.storeToRead();
  const models = modelHistory(cycles, steps, period);
  const drift = await periodDrift(home, { period, references, models, slots, marks });
  const account = accountFacts(period, marks);
  const spreadBps = Number(period.settings?.spreadBps ?? tickSettings(home.config).spreadBps);
  const known = typeof drift !== 'string';
  return {
    ...headOf(home, whole, period),
    ...account,
    positions: positionFacts(end, marks.end),
    trades: tradeFacts(steps),
    reasons: reasonFacts(steps),
    unfilled: unfilledFacts(steps),
    unresolved: unresolvedFacts(end),
    costs: costFacts(steps, drift, spreadBps),
    gate: gateFacts(period),
    events: eventFacts(steps),
    config: configFacts(period),
    models: modelFacts(models),
    training: models.training,
    ticks: tickFacts(period, slots),
    drift: known ? driftFacts(drift, parseCents(account.profit.total)) : null,
    driftTrouble: known ? null : drift,
  };
}

/** Bids of what is held in either book. */
async function marksAt(references: References, { books }: HiveState, atMs: number): Promise<Marks> {
  const symbols = new Set(Object.values(books).flatMap(book => Object.keys(book.symbols)));
  const marks: Record<string, Marks[string]> = {};
  for (const symbol of symbols) {
    const known = await references.at(symbol, atMs);
    if (known) marks[symbol] = priceFromNumber(known.quote.bid);
  }
  return marks;
}

const headOf = ({ config, clock }: Reading, whole: ReportPeriod, period: JournalPeriod) => ({
  ...periodOf(whole),
  complete: whole.toMs <= clock.now(),
  until: isoTime(period.toMs),
  banner: marketBanner(config),
  mode: period.end.mode,
  market: period.end.market,
  account: period.end.account,
  strategy: strategyOf(period) ?? config.trading.strategy,
});

const strategyOf = ({ settings, steps }: JournalPeriod): string | null => {
  const newest = stepsOf(steps, 'CONFIG').at(-1)?.data.settings ?? settings;
  return newest?.strategy === undefined ? null : String(newest.strategy);
};

const missedFacts = ({ fromMs, toMs, slots, why }: MissedRun) => ({
  from: isoTime(fromMs),
  to: isoTime(toMs),
  slots,
  why,
});

function tickFacts({ steps, fromMs, toMs }: JournalPeriod, slots: Found['slots']): ReportOutput['ticks'] {
  const ticks = stepsOf(steps, 'TICK');
  return {
    ran: ticks.length,
    firstAt: ticks[0] ? isoTime(ticks[0].atMs) : null,
    lastAt: ticks.length > 0 ? isoTime(ticks.at(-1)!.atMs) : null,
    scheduled: slots && [...momentsIn(slots, fromMs, toMs)].length,
    missed: slots?.missed.map(missedFacts) ?? null,
  };
}

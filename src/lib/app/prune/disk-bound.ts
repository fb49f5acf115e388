import type { Config } from '../../config/schema.ts';
import { DAY_MS, intervalMs } from '../../core/interval.ts';
import { MINUTES_A_DAY, minutesOf } from '../../schedule/plan.ts';
import { epochMs } from '../settings.ts';

/** How often the loops run. */
export interface Rhythm {
  readonly ticksADay: number;
  readonly cyclesADay: number;
}

/** As the settings of the schedule say. */
const rhythmOf = ({ schedule }: Config): Rhythm => ({
  ticksADay: MINUTES_A_DAY / minutesOf(schedule.tick),
  cyclesADay: MINUTES_A_DAY / minutesOf(schedule.cycle),
});

/** A part of a home that grows, in bytes. */
export interface DiskPart {
  readonly name: string;
  /** There from the beginning, or as much as there ever is. */
  readonly base: number;
  /** Added each day for `days` days: then as much goes as comes, but for what stays of old days. */
  readonly aDay: number;
  readonly days: number;
  /** Stays of each day before those. */
  readonly ofOldDays: number;
}

/** Bytes on the disk, measured on homes as they are and rounded up; see docs/disk.md. */
export const UNIT = {
  tickRecord: 700,
  /** What is decided about a symbol in an epoch, for the account and for the control arm. */
  decision: 3_400,
  /** From intent to close, and the same of the control arm. */
  order: 2_500,
  /** What is judged and learned once a day. */
  judgedDay: 6_000,
  tradeLine: 450,
  cycle: 900,
  trainedCycle: 19_000,
  equityPoint: 45,
  sample: 260,
  bar: 60,
  /** Where a bar came from, and the request that brought it alone. */
  fetchedBar: 400,
  run: 260,
  report: 100_000,
  model: 40_000,
} as const;

const MEGABYTE = 1_000_000;
/** What an empty store, its helper files, the spare room and the broker's books begin with. */
const BEGINNING = 16 * MEGABYTE;
/** Two of each of six, and what a training adds before it removes. */
const MODELS_OF_EXPERTS = 18;
const HOURS_A_DAY = 24;
const BOOKS = 2;
/** Free room that the store keeps to use again. */
const SLACK = 1.1;

/** The parts of a home under a daily `hive prune`. What a person adds (imports, backtests, sweeps) comes on top. */
export function diskParts(config: Config, { ticksADay, cyclesADay }: Rhythm = rhythmOf(config)): DiskPart[] {
  const { retention, logs, learning, market } = config;
  const trained = Math.ceil(cyclesADay / learning.trainEvery);
  const bars =
    ((market.crypto.symbols.length + market.stocks.symbols.length) * DAY_MS) / intervalMs(market.interval);
  const isDaily = market.interval === '1d';
  const first = market.backfillBars * (market.crypto.symbols.length + market.stocks.symbols.length);
  const perBar = UNIT.bar + UNIT.fetchedBar;
  return [
    part('store, empty', { base: BEGINNING }),
    part('bars', {
      base: first * perBar,
      aDay: bars * perBar,
      ...(isDaily ? {} : { days: retention.intradayBarDays }),
    }),
    // Those of the last 20,000 stay, so that the first days are not lost to a slow rhythm.
    part('samples', {
      base: 2 * first * UNIT.sample,
      aDay: 2 * bars * UNIT.sample,
      days: Math.max(retention.sampleDays, Math.ceil(20_000 / bars)),
    }),
    part('training cycles', {
      aDay: SLACK * ((cyclesADay - trained) * UNIT.cycle + trained * UNIT.trainedCycle),
      days: retention.cycleDays + 1,
      ofOldDays: UNIT.trainedCycle,
    }),
    part('equity', {
      aDay: SLACK * BOOKS * ticksADay * UNIT.equityPoint,
      days: retention.equityDays + 1,
      ofOldDays: BOOKS * HOURS_A_DAY * UNIT.equityPoint,
    }),
    part('models', { base: (2 * learning.keepModels + MODELS_OF_EXPERTS) * UNIT.model }),
    part('log', { base: logs.files * logs.maxMegabytes * MEGABYTE }),
    part('runs', { aDay: (ticksADay + cyclesADay + 3) * UNIT.run, days: retention.runDays + 1 }),
    part('reports', { aDay: (8 / 7) * UNIT.report, days: retention.reportDays + 1 }),
  ];
}

/** The journal and the log of trades: kept whole, for ever. As many orders as the limits allow. */
export function foreverParts(config: Config, { ticksADay }: Pick<Rhythm, 'ticksADay'>): DiskPart[] {
  const { trading, risk } = config;
  const decisions = (DAY_MS / epochMs(config)) * trading.symbols.length * UNIT.decision;
  return [
    part('journal', {
      aDay: ticksADay * UNIT.tickRecord + decisions + risk.dailyOrders * UNIT.order + UNIT.judgedDay,
    }),
    part('log of trades', { aDay: risk.dailyOrders * UNIT.tradeLine }),
  ];
}

/** At most so many bytes after some days. */
export const bytesAfter = ({ base, aDay, days, ofOldDays }: DiskPart, daysGone: number): number =>
  Math.ceil(base + aDay * Math.min(daysGone, days) + ofOldDays * Math.max(0, daysGone - days));

const YEAR_DAYS = 365;

export interface DiskBound {
  /** All that a daily prune bounds, after a year. */
  readonly yearBytes: number;
  /** What the journal and the log of trades grow by. */
  readonly foreverBytesADay: number;
}

export const diskBound = (config: Config): DiskBound => ({
  yearBytes: diskParts(config).reduce((sum, each) => sum + bytesAfter(each, YEAR_DAYS), 0),
  foreverBytesADay: foreverParts(config, rhythmOf(config)).reduce(
    (sum, each) => sum + bytesAfter(each, 1),
    0,
  ),
});

const part = (name: string, of: Partial<Omit<DiskPart, 'name'>>): DiskPart => ({
  ...{ name, base: 0, aDay: 0, days: Number.POSITIVE_INFINITY, ofOldDays: 0 },
  ...of,
});

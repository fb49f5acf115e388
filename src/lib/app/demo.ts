import { isoTime } from '../core/clock.ts';
import { DAY_MS, HOUR_MS } from '../core/interval.ts';
import type { Reason } from '../core/reason.ts';
import type { Trade } from '../journal/trade.ts';
import { type Adapters, adapters } from './adapters.ts';
import { learnStatus } from './learn/learn-status.ts';
import { type Positions, positions } from './positions.ts';
import { readTrades } from './read-journal.ts';
import { tradeTick } from './trade-tick.ts';
import type { Forecast, NoForecast } from './train/forecast.ts';
import type { ClassTraining } from './train/train-classes.ts';
import type { CycleReport } from './train/train-cycle.ts';
import { runTrainCycle } from './train-run.ts';
import { VirtualClock } from './virtual-clock.ts';

const FIRST_CYCLES = 5;
const CYCLE_EVERY_MS = 3 * 60_000;
/** Hours between the training cycles of the months: every fifth of them trains. */
const CYCLE_EVERY_HOURS = 48;

export interface DemoOptions {
  readonly days: number;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface DemoReport {
  readonly home: string;
  readonly seed: number;
  readonly edge: string;
  readonly days: number;
  readonly from: string;
  readonly to: string;
  readonly cycles: number;
  readonly symbols: number;
  /** Bars and samples that the first cycle made of the backfill. */
  readonly bars: number;
  readonly samples: number;
  /** The training of the fifth cycle, and its predictions. */
  readonly trained: readonly ClassTraining[];
  readonly forecasts: readonly (Forecast | NoForecast)[];
  readonly ticks: number;
  /** How often each reason was given, symbols together, most frequent first. */
  readonly reasons: readonly { readonly reason: Reason; readonly count: number }[];
  readonly trades: readonly Trade[];
  readonly positions: Positions;
  /** What the gate says of it, in one sentence; null where no stance was taken. */
  readonly verdict: string | null;
}

/**
 * The whole loop on a fast clock over the simulated market, ending now: backfill, five cycles with a training,
 * then `days` of hourly ticks with a training cycle every second day. Leaves a home that the other commands go on with.
 */
export async function demo(outer: Adapters, { days, onProgress }: DemoOptions): Promise<DemoReport> {
  const { paths, config, clock } = outer;
  const endMs = Math.floor(clock.now() / HOUR_MS) * HOUR_MS;
  const startMs = Math.floor(endMs / DAY_MS - days) * DAY_MS;
  const virtual = new VirtualClock(startMs - FIRST_CYCLES * CYCLE_EVERY_MS);
  const hive = adapters({ paths, config, clock: virtual });
  try {
    const firsts = await firstCycles(hive, virtual);
    const hours = (endMs - startMs) / HOUR_MS + 1;
    const counts = await liveThrough(hive, virtual, { startMs, hours, onProgress });
    const held = await positions(hive);
    if (!held) throw new Error('the demo ran no tick');
    const fifth = firsts.at(-1)!;
    return {
      home: paths.root,
      seed: config.seed,
      edge: config.market.simulated.edge,
      days,
      from: isoTime(startMs),
      to: isoTime(endMs),
      cycles: (await hive.store()).cycles.count(),
      symbols: firsts[0]!.collected.length,
      bars: total(firsts[0]!, 'newBars'),
      samples: total(firsts[0]!, 'newSamples'),
      trained: fifth.trained ?? [],
      forecasts: fifth.forecasts,
      ticks: hours,
      reasons: [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
      trades: await readTrades(hive),
      positions: held,
      verdict: (await learnStatus(hive)).gate?.says ?? null,
    };
  } finally {
    hive.close();
  }
}

const total = ({ collected }: CycleReport, what: 'newBars' | 'newSamples'): number =>
  collected.reduce((sum, symbol) => sum + symbol[what], 0);

async function firstCycles(hive: Adapters, clock: VirtualClock): Promise<CycleReport[]> {
  const reports: CycleReport[] = [];
  for (let cycle = 0; cycle < FIRST_CYCLES; cycle++) {
    reports.push(await runTrainCycle(hive, { forceTrain: false }));
    clock.advance(CYCLE_EVERY_MS);
  }
  return reports;
}

interface Life {
  readonly startMs: number;
  readonly hours: number;
  readonly onProgress: DemoOptions['onProgress'];
}

async function liveThrough(hive: Adapters, clock: VirtualClock, life: Life): Promise<Map<Reason, number>> {
  const counts = new Map<Reason, number>();
  for (let hour = 0; hour < life.hours; hour++) {
    clock.moveTo(life.startMs + hour * HOUR_MS);
    if (hour % CYCLE_EVERY_HOURS === 0) await runTrainCycle(hive, { forceTrain: false });
    const { outcomes } = await tradeTick(hive, { dryRun: false });
    for (const { reason } of outcomes) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    life.onProgress?.(hour + 1, life.hours);
  }
  return counts;
}

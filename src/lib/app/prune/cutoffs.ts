import type { Config } from '../../config/schema.ts';
import { DAY_MS } from '../../core/interval.ts';
import type { Cutoffs } from '../../store/upkeep.ts';

/** How long an unfinished sweep can be gone on with. */
const SWEEP_DAYS = 30;
/** Equity of each hour stays this many times as long as that of each tick. */
const HOURLY_TIMES = 8;

/** Moments before which things are old, UTC epoch milliseconds: beginnings of UTC days. */
export interface FileCutoffs {
  readonly runsMs: number;
  readonly reportsMs: number;
  readonly repairsMs: number;
}

export function cutoffsAt(nowMs: number, { retention }: Pick<Config, 'retention'>): Cutoffs & FileCutoffs {
  const before = (days: number) => (Math.floor(nowMs / DAY_MS) - days) * DAY_MS;
  const { intradayBarDays, sampleDays, cycleDays, equityDays, backtests } = retention;
  return {
    intradayBarsMs: before(intradayBarDays),
    samplesMs: before(sampleDays),
    cyclesMs: before(cycleDays),
    equityHourlyMs: before(equityDays),
    equityDailyMs: before(HOURLY_TIMES * equityDays),
    sweepsMs: before(SWEEP_DAYS),
    runs: backtests,
    runsMs: before(retention.runDays),
    reportsMs: before(retention.reportDays),
    repairsMs: before(retention.repairDays),
  };
}

import { join } from 'node:path';
import { adapters } from '../../src/lib/app/adapters.ts';
import type { ImportReport } from '../../src/lib/app/data-import.ts';
import { dataImport } from '../../src/lib/app/data-use-cases.ts';
import { homePaths } from '../../src/lib/app/home.ts';
import { type JournalVerdict, journalVerify } from '../../src/lib/app/journal-verify.ts';
import { type Positions, positions } from '../../src/lib/app/positions.ts';
import { tradeTick } from '../../src/lib/app/trade-tick.ts';
import type { CycleReport } from '../../src/lib/app/train/train-cycle.ts';
import { runTrainCycle } from '../../src/lib/app/train-run.ts';
import { VirtualClock } from '../../src/lib/app/virtual-clock.ts';
import { type Config, configSchema } from '../../src/lib/config/schema.ts';
import { fixedClock } from '../../src/lib/core/clock.ts';
import { parseInstrument } from '../../src/lib/core/instrument.ts';
import { DAY_MS, HOUR_MS, type Interval } from '../../src/lib/core/interval.ts';

/** The real files of the data folder that the run reads. */
const FILES: readonly (readonly [file: string, symbol: string, interval: Interval])[] = [
  ['BTC-USD-1d.csv', 'BTC-USD', '1d'],
  ['ETH-USD-1d.csv', 'ETH-USD', '1d'],
  ['BTC-USD-1h.csv', 'BTC-USD', '1h'],
  ['ETH-USD-1h.csv', 'ETH-USD', '1h'],
  ['AAPL-1d-2004-2018.csv', 'AAPL', '1d'],
  ['GOOG-1d-2004-2018.csv', 'GOOG', '1d'],
  ['MSFT-1d-1990-2022.csv', 'MSFT', '1d'],
  ['SPY-1d-1999-2020.csv', 'SPY', '1d'],
];

/** Newest moment at which all four stocks have a bar. */
const STOCKS_END_MS = Date.UTC(2018, 0, 20);
/** End of the hourly files. */
const HOURS_END_MS = Date.UTC(2022, 1, 4, 1);
const TICK_DAYS = 30;

export interface RealRun {
  readonly imports: readonly ImportReport[];
  /** Training on the stocks in January 2018, on daily coins and on hourly coins in January 2022. */
  readonly stocks: CycleReport;
  readonly dailyCoins: CycleReport;
  readonly hourlyCoins: CycleReport;
  readonly reasons: Readonly<Record<string, number>>;
  readonly ticks: number;
  readonly positions: Positions;
  readonly verdict: JournalVerdict;
}

/** More folds than a live training scores, for narrower intervals. */
const SCORED = { learning: { evaluation: { folds: 200 } } };

const paperConfig = (market: object, extra: object = {}): Config =>
  configSchema.parse({
    mode: 'paper',
    market: {
      crypto: { source: 'csv' },
      stocks: { source: 'csv', symbols: ['AAPL', 'GOOG', 'MSFT', 'SPY'] },
      ...market,
    },
    ...extra,
  });

/** Imported after the newest bar of any file; the trainings and ticks then look back. */
const IMPORTED_MS = Date.UTC(2022, 3, 1);

async function importAll(folder: string, home: string): Promise<ImportReport[]> {
  const hive = adapters({ paths: homePaths(home), config: paperConfig({}), clock: fixedClock(IMPORTED_MS) });
  const imports: ImportReport[] = [];
  for (const [file, symbol, interval] of FILES) {
    const path = join(folder, 'prices', file);
    imports.push(await dataImport(hive, { path, instrument: parseInstrument(symbol), interval }));
  }
  hive.close();
  return imports;
}

/**
 * Imports the real files into the home, trains and scores on them, and trades the last 30 days of the hourly
 * series by hourly ticks with a training cycle a day. `folder` holds `prices/`.
 */
export async function runOnRealData(folder: string, home: string): Promise<RealRun> {
  const clock = new VirtualClock(STOCKS_END_MS);
  const paths = homePaths(home);
  const config = paperConfig({});
  const hive = adapters({ paths, config, clock });
  const scored = adapters({ paths, config: paperConfig({}, SCORED), clock });
  const hourly = adapters({ paths, config: paperConfig({ interval: '1h' }, SCORED), clock });
  try {
    const imports = await importAll(folder, home);
    const stocks = await runTrainCycle(scored, { forceTrain: true });
    const startMs = Math.floor(HOURS_END_MS / DAY_MS - TICK_DAYS) * DAY_MS;
    clock.moveTo(startMs);
    const hourlyCoins = await runTrainCycle(hourly, { forceTrain: true });
    const dailyCoins = await runTrainCycle(scored, { forceTrain: true });
    const reasons: Record<string, number> = {};
    const ticks = (HOURS_END_MS - startMs) / HOUR_MS;
    for (let hour = 0; hour < ticks; hour++) {
      clock.moveTo(startMs + hour * HOUR_MS);
      if (hour % 24 === 0) await runTrainCycle(hive, { forceTrain: false });
      const { outcomes } = await tradeTick(hive, { dryRun: false });
      for (const { reason } of outcomes) reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
    const held = await positions(hive);
    if (!held) throw new Error('no tick ran');
    const verdict = await journalVerify(hive, {});
    return { imports, stocks, dailyCoins, hourlyCoins, reasons, ticks, positions: held, verdict };
  } finally {
    for (const app of [hive, scored, hourly]) app.close();
  }
}

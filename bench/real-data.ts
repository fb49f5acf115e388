/**
 * What HIVE makes of real markets: `HIVE_REAL_DATA=<folder> node bench/real-data.ts`. Imports the real files,
 * trains and scores out of sample, trades the last 30 days of the hourly series, and prints the figures.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClassTraining } from '../src/lib/app/train/train-classes.ts';
import { decimal, percent, signedUsd, usd } from '../src/output/numbers.ts';
import { type RealRun, runOnRealData } from '../test/support/real-data-run.ts';

const folder = process.env.HIVE_REAL_DATA;
if (!folder) throw new Error('set HIVE_REAL_DATA to a folder with prices/');
const home = mkdtempSync(join(tmpdir(), 'hive-real-'));
const startedAt = performance.now();
const run = await runOnRealData(folder, home);
rmSync(home, { recursive: true });

for (const { file, rowsRead, rowsKept, repairs, dropped } of run.imports) {
  const repaired = [...repairs, ...dropped].map(({ kind, count }) => `${kind} ${count}`).join(', ');
  console.log(`${file}: ${rowsRead} rows read, ${rowsKept} kept${repaired ? `; ${repaired}` : ''}`);
}
score('stocks, daily, to January 2018', run.stocks.trained, 'stock');
score('coins, daily, to January 2022', run.dailyCoins.trained, 'crypto');
score('coins, hourly, one-day bets, to January 2022', run.hourlyCoins.trained, 'crypto');
money(run);
console.log(`took ${decimal((performance.now() - startedAt) / 1_000, 1)} s`);

function score(what: string, trained: readonly ClassTraining[] | null, assetClass: string): void {
  const evaluation = trained?.find(result => result.assetClass === assetClass)?.evaluation;
  if (!evaluation) throw new Error(`${what} was not scored`);
  const { accuracy, accuracyInterval95: interval, baselines, confident, n, nEffective } = evaluation;
  console.log(
    [
      `${what}: n ${n} (worth ${decimal(nEffective, 0)})`,
      `accuracy ${percent(accuracy)} [${interval.map(bound => percent(bound)).join(' to ')}]`,
      `majority ${percent(baselines.majority)}, persistence ${percent(baselines.persistence)}, always long ${percent(baselines.alwaysLong)}`,
      `log loss ${decimal(evaluation.logLoss, 4)} (climatology ${decimal(evaluation.climatologyLogLoss, 4)})`,
      `Brier ${decimal(evaluation.brier, 4)} (${decimal(evaluation.climatologyBrier, 4)})`,
      `calibration error ${percent(evaluation.calibrationError)}`,
      `confidence above 70 %: ${confident.count}, hit rate ${percent(confident.hitRate)}`,
      `honesty gap ${percent(evaluation.honestyGap)}`,
    ].join('; '),
  );
}

function money({ positions: { main, control }, reasons, ticks, verdict }: RealRun): void {
  const told = Object.entries(reasons).map(([reason, count]) => `${reason} ${count}`);
  console.log(`${ticks} ticks: ${told.join(', ')}`);
  for (const [name, book] of [
    ['forest', main],
    ['control arm', control],
  ] as const) {
    console.log(
      `${name}: equity ${usd(book.equity)}, profit ${signedUsd(book.profit)}, ${book.trades} fills, ` +
        `${book.roundTrips} round trips, ${book.wins} won, fees ${usd(book.fees)}`,
    );
  }
  console.log(`journal: ${verdict.records} records, faults: ${verdict.faults.join('; ') || 'none'}`);
}

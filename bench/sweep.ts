/**
 * 1,000 points of sma-cross on 43,800 hourly bars (five years), all in: bars from the store, every point on worker
 * threads, walk-forward, luck, points and ledger stored. Beside it the same points one after the other in one thread.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { adapters } from '../src/lib/app/adapters.ts';
import { homePaths } from '../src/lib/app/home.ts';
import { pointSetup } from '../src/lib/app/sweep/point-setup.ts';
import { prepareSweep } from '../src/lib/app/sweep/prepare-sweep.ts';
import { runSweep } from '../src/lib/app/sweep/run-sweep.ts';
import { type SweepFlags, sweepRequest } from '../src/lib/app/sweep/sweep-request.ts';
import { runPoint } from '../src/lib/backtest/sweep/point-run.ts';
import { configSchema } from '../src/lib/config/schema.ts';
import { fixedClock } from '../src/lib/core/clock.ts';
import { parseInstrument } from '../src/lib/core/instrument.ts';
import { HOUR_MS } from '../src/lib/core/interval.ts';
import { SimulatedMarket } from '../src/lib/market/simulated/simulated-market.ts';

const BARS = 43_800;
const NOW = Date.UTC(2026, 10, 22);
const FLAGS: SweepFlags = {
  strategy: 'sma-cross',
  param: ['fast=5:100:5', 'slow=110:600:10'],
  symbol: ['BTC-USD'],
  interval: '1h',
};

const folder = mkdtempSync(join(tmpdir(), 'hive-bench-'));
const hive = adapters({ paths: homePaths(folder), config: configSchema.parse({}), clock: fixedClock(NOW) });
try {
  await storeBars();
  const request = (more: SweepFlags = {}) => sweepRequest({ ...FLAGS, ...more }, hive.config);
  const prepared = await prepareSweep(hive, request());
  const points = prepared.points.points;
  const setup = await pointSetup(prepared.setup);
  console.log(
    `${points.length} points, ${prepared.setup.symbols[0]!.series.length} bars, ${availableParallelism()} cores`,
  );
  const alone = await seconds(() => {
    for (const params of points) runPoint(setup, params, { fromMs: null, toMs: null });
  });
  const perBar = (points.length * BARS) / alone / 1e6;
  console.log(`runs alone, one thread   ${alone.toFixed(2)} s   ${perBar.toFixed(1)} million bars a second`);
  for (const workers of [1, availableParallelism()]) {
    const all = await seconds(() => runSweep(hive, request({ workers })));
    console.log(
      `sweep, ${workers} worker${workers > 1 ? 's' : ' '}, all in   ${all.toFixed(2)} s   ${(all / alone).toFixed(2)} of that`,
    );
  }
} finally {
  hive.close();
  rmSync(folder, { recursive: true });
}

async function storeBars(): Promise<void> {
  const market = new SimulatedMarket({ seed: 42, edge: 'none', spreadBps: { crypto: 8, stock: 4 } });
  const series = await market.bars({
    instrument: parseInstrument('BTC-USD'),
    interval: '1h',
    fromMs: NOW - BARS * HOUR_MS,
    toMs: NOW,
    asOfMs: NOW,
  });
  (await hive.store()).bars.write('csv', series, { origin: 'bench', atMs: NOW });
}

async function seconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/**
 * A million minutes from the store to the tables: read and checked, signals, run, every metric and table. The evidence
 * (random arms, bootstrap) is timed beside it, and the whole command as a process.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceOf } from '../../src/lib/app/backtest/evidence/evidence.ts';
import { measure } from '../../src/lib/app/backtest/measure/measure.ts';
import type { EngineInput } from '../../src/lib/backtest/engine-run.ts';
import { runTyped } from '../../src/lib/backtest/typed/run-typed.ts';
import { parseInstrument } from '../../src/lib/core/instrument.ts';
import { intervalMs } from '../../src/lib/core/interval.ts';
import { SimulatedMarket } from '../../src/lib/market/simulated/simulated-market.ts';
import { validateBars } from '../../src/lib/market/validate-bars.ts';
import { openStore } from '../../src/lib/store/sqlite/store.ts';
import { ruleTrack } from '../../src/lib/trading/strategies/make-track.ts';
import { ruleStrategy } from '../../src/lib/trading/strategies/rules/index.ts';
import { CASH_CENTS, MODEL } from './model.ts';
import { best, report } from './timing.ts';

const BARS = 1_000_000;
const END_MS = Date.UTC(2026, 10, 20);
const KEY = { source: 'csv', symbol: 'BTC/USD', interval: '1m' } as const;
const home = mkdtempSync(join(tmpdir(), 'hive-bench-'));
mkdirSync(join(home, 'state'));

const store = openStore(join(home, 'state', 'hive.db'));
const range = { fromMs: END_MS - BARS * intervalMs('1m'), toMs: END_MS, asOfMs: END_MS };
const market = new SimulatedMarket({ seed: 42 });
const made = await market.bars({ instrument: parseInstrument('BTC/USD'), interval: '1m', ...range });
store.bars.write(KEY.source, made, { origin: 'bench', atMs: END_MS });

const rule = ruleStrategy('sma-cross');

function inputFromStore(fast: number, slow: number): EngineInput {
  const series = store.bars.load(KEY);
  validateBars(series, { origin: 'bench' });
  const track = ruleTrack(rule, { fast, slow }, series);
  const symbol = { symbol: series.symbol, series, track, detail: null, firstBar: 0 };
  return { symbols: [symbol], execution: MODEL, startingCents: CASH_CENTS };
}

const contextOf = (input: EngineInput) => ({
  input,
  assetClasses: ['crypto' as const],
  intervalMs: intervalMs('1m'),
  regimeOf: () => 'not told apart here',
  tagOf: (_: number, bar: number) => input.symbols[0]!.track.tagOf(bar),
});

for (const [fast, slow] of [
  [10, 30],
  [50, 200],
] as const) {
  const name = `sma-cross ${fast}/${slow}`;
  const input = inputFromStore(fast, slow);
  const run = runTyped(input);
  report(
    `${name}: bars from the store, checked`,
    best(() => store.bars.load(KEY), 5),
  );
  report(
    `${name}: store to run`,
    best(() => runTyped(inputFromStore(fast, slow)), 5),
  );
  const whole = best(() => {
    const from = inputFromStore(fast, slow);
    measure(runTyped(from), contextOf(from));
  }, 5);
  report(`${name}: store to tables`, whole, { more: `${run.trades.length} trades` });
  report(
    `${name}: evidence beside it`,
    best(() => evidenceOf(run, { ...contextOf(input), seed: 1 }), 3),
  );
}
store.close();

const hive = join(import.meta.dirname, '..', '..', 'bin', 'run.js');
const command = ['backtest', '--home', home, '--symbol', 'BTC-USD', '--strategy', 'sma-cross', '--quiet'];
const params = ['-p', 'fast=50', '-p', 'slow=200', '--sizing', 'notional:1000', '--cash', '10000000'];
const start = performance.now();
const { status } = spawnSync(process.execPath, [hive, ...command, ...params], { stdio: 'inherit' });
const ms = performance.now() - start;
console.log(
  `the whole command, evidence and history included: ${(ms / 1000).toFixed(2)} s (exit code ${status})`,
);
rmSync(home, { recursive: true });

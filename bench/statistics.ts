import { evidenceOf } from '../src/lib/app/backtest/evidence/evidence.ts';
import { measure } from '../src/lib/app/backtest/measure/measure.ts';
import type { EngineFill, EngineRun, EngineTrade } from '../src/lib/backtest/engine-run.ts';
import { randomArms } from '../src/lib/backtest/random-arms.ts';
import { mulberry32, normal } from '../src/lib/core/random.ts';
import { bootstrapReturns } from '../src/lib/performance/bootstrap-returns.ts';
import { cscv } from '../src/lib/performance/cscv.ts';
import { COSTLY, engineInput, execution, rowsOf, walkBars } from '../test/support/engine-runs.ts';
import { measureContext } from '../test/support/measured-runs.ts';

/** Fastest of a few runs, in milliseconds of wall and of processor time. */
function fastest(name: string, work: () => unknown, repeats = 5): void {
  let wall = Number.POSITIVE_INFINITY;
  let cpu = Number.POSITIVE_INFINITY;
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    const before = process.cpuUsage();
    work();
    const used = process.cpuUsage(before);
    wall = Math.min(wall, performance.now() - start);
    cpu = Math.min(cpu, (used.user + used.system) / 1_000);
  }
  console.log(`${name.padEnd(64)} ${wall.toFixed(0).padStart(6)} ms (${cpu.toFixed(0)} ms of processor)`);
}

const BARS = 1_000_000;
const TRADES = 40_000;
const STAKE = 100_000;
const series = walkBars(BARS, 1, { interval: '1m', deviation: 0.0005 });
const input = engineInput([series], execution(COSTLY));

/** Trades of 12 minutes every 25, with about the costs of the model: made in columns, not by the slow test engine. */
function longRun(): EngineRun {
  const trades: EngineTrade[] = [];
  const fills: EngineFill[] = [];
  let balance = input.startingCents;
  for (let k = 0; k < TRADES; k++) {
    const [entryBar, exitBar] = [k * 25, k * 25 + 12];
    const [entry, exit] = [entryBar, exitBar].map(bar => Math.round(series.open[bar]! * 1e9));
    const brought = Math.round(STAKE * (exit! / entry!) * 0.994);
    const fee = { feeCents: 250, qtyNanos: 1e9, symbol: 0 };
    balance -= STAKE;
    fills.push({
      ...fee,
      bar: entryBar,
      side: 'buy',
      purpose: 'entry',
      reason: 'ENTRY_SIGNAL',
      priceNanos: entry!,
      cashCents: -STAKE,
      balanceCents: balance,
    });
    balance += brought;
    fills.push({
      ...fee,
      bar: exitBar,
      side: 'sell',
      purpose: 'exit',
      reason: 'EXIT_SIGNAL',
      priceNanos: exit!,
      cashCents: brought,
      balanceCents: balance,
    });
    trades.push({
      symbol: 0,
      side: 'long',
      entryBar,
      exitBar,
      signalBar: entryBar - 1,
      qtyNanos: 1e9,
      entryPriceNanos: entry!,
      exitPriceNanos: exit!,
      stakeCents: STAKE,
      feeOpenCents: 250,
      feeCloseCents: 250,
      profitCents: brought - STAKE,
      minRate: 1,
      maxRate: 2,
      exitReason: 'EXIT_SIGNAL',
    });
  }
  return {
    time: series.time,
    equity: series.close.map(close => close * 100),
    barsInMarket: TRADES * 12,
    trades: rowsOf(trades),
    fills: rowsOf(fills),
    rejected: {},
    cashCents: balance,
  };
}

const run = longRun();
const context = measureContext(input);
const random = mulberry32(3);
const daily = Float64Array.from({ length: 2_000 }, () => 0.0005 + 0.02 * normal(random));
const sweep = Array.from({ length: 1_000 }, () => Float64Array.from({ length: 1_800 }, () => normal(random)));

fastest('measure, 1,000,000 bars and 40,000 trades', () => measure(run, context));
fastest('1,000 random arms of 40,000 trades', () => randomArms(run, input, { arms: 1_000, seed: 1 }), 3);
fastest('all evidence of that run', () => evidenceOf(run, { ...context, seed: 1 }), 2);
fastest('1,000 resamples of 2,000 daily returns', () =>
  bootstrapReturns(daily, { resamples: 1_000, periodsPerYear: 365, seed: 1 }),
);
fastest('CSCV, 12,870 splits of 1,000 configurations over 1,800 days', () => cscv(sweep), 3);

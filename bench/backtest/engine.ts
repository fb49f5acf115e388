/**
 * The typed-array engine on one core, in bars a second. Each row is the best of several runs: by the clock, and by the
 * processor time that this process was given, collector and compiler included, which is the fairer of the two where
 * other processes share the machine.
 */
import type { EngineInput, EngineRun } from '../../src/lib/backtest/engine-run.ts';
import type { ExecutionModel } from '../../src/lib/backtest/execution.ts';
import { runTyped } from '../../src/lib/backtest/typed/run-typed.ts';
import type { BarSeries } from '../../src/lib/core/bar-series.ts';
import { parseInstrument } from '../../src/lib/core/instrument.ts';
import { intervalMs } from '../../src/lib/core/interval.ts';
import { SimulatedMarket } from '../../src/lib/market/simulated/simulated-market.ts';
import type { SignalStream } from '../../src/lib/trading/signals.ts';
import { ruleStrategy } from '../../src/lib/trading/strategies/rules/index.ts';
import { type PlainBar, plainBacktest } from '../peers/plain-loop.ts';
import { CASH_CENTS, MODEL } from './model.ts';
import { best, report } from './timing.ts';

const BARS = 1_000_000;
const MINUTE_MS = intervalMs('1m');
const END_MS = Date.UTC(2026, 10, 20);

const crossing = (fast: number, slow: number): SignalStream =>
  ruleStrategy('sma-cross').start({ fast, slow });

const input = (series: BarSeries, codes: Int8Array, model: Partial<ExecutionModel> = {}): EngineInput => ({
  symbols: [symbolOf(series, codes)],
  execution: { ...MODEL, ...model },
  startingCents: CASH_CENTS,
});

function symbolOf(series: BarSeries, codes: Int8Array): EngineInput['symbols'][number] {
  const track = { codes, confidence: null, widths: null, tagOf: () => '' };
  return { symbol: series.symbol, series, track, detail: null, firstBar: 0 };
}

function crossCodes(series: BarSeries, fast: number, slow: number): Int8Array {
  const codes = new Int8Array(series.length);
  crossing(fast, slow).advance(series, codes);
  return codes;
}

const counts = ({ trades, fills }: EngineRun): string => `${trades.length} trades, ${fills.length} fills`;

async function simulatedMinutes(): Promise<BarSeries> {
  const start = performance.now();
  const market = new SimulatedMarket({ seed: 42 });
  const range = { fromMs: END_MS - BARS * MINUTE_MS, toMs: END_MS, asOfMs: END_MS };
  const bars = await market.bars({ instrument: parseInstrument('BTC/USD'), interval: '1m', ...range });
  console.log(
    `${bars.length} minutes of the simulated market made in ${(performance.now() - start).toFixed(0)} ms`,
  );
  return bars;
}

function innerRuns(series: BarSeries): void {
  for (const [fast, slow] of [
    [10, 30],
    [50, 200],
  ] as const) {
    const codes = new Int8Array(BARS);
    const signals = () => crossing(fast, slow).advance(series, codes);
    let run!: EngineRun;
    const play = () => {
      run = runTyped(input(series, codes));
    };
    const name = `sma-cross ${fast}/${slow}`;
    report(`${name}: signals alone`, best(signals));
    report(`${name}: engine alone`, best(play), { more: counts(run) });
    const both = best(() => {
      signals();
      play();
    });
    report(`${name}: signals and engine`, both, { more: counts(run) });
  }
}

function modelRuns(series: BarSeries): void {
  const exits = MODEL.exits;
  const models: Record<string, Partial<ExecutionModel>> = {
    'no costs, all the cash': {
      fees: { takerPpm: 0, makerPpm: null, takenIn: 'cash' },
      spread: { ppm: 0, on: 'both' },
      sizing: { kind: 'all-in' },
    },
    'long-short, 1 % of equity, fee in cash': {
      side: 'long-short',
      sizing: { kind: 'fraction', ppm: 10_000 },
      fees: { takerPpm: 2_500, makerPpm: null, takenIn: 'cash' },
    },
    'stop 1 %, target 2 %': { exits: { ...exits, stopLossPpb: 10_000_000, takeProfitPpb: 20_000_000 } },
    'trailing stop 0.5 %': { exits: { ...exits, trailingStopPpb: 5_000_000 } },
    'volume cap 1 %, 30 bars at most': { volume: { capPpm: 10_000 }, exits: { ...exits, maxBars: 30 } },
  };
  const codes = crossCodes(series, 10, 30);
  for (const [name, model] of Object.entries(models)) {
    let run!: EngineRun;
    const ms = best(() => {
      run = runTyped(input(series, codes, model));
    });
    report(`10/30, ${name}`, ms, { more: counts(run) });
  }
}

function mergedRuns(series: BarSeries): void {
  const codes = crossCodes(series, 10, 30);
  const one = symbolOf(series, codes);
  const three = { ...input(series, codes), symbols: [one, one, one] };
  report(
    '10/30, three symbols on one account',
    best(() => runTyped(three), 3),
    { bars: 3 * BARS },
  );
}

function peer(series: BarSeries): void {
  const bars: PlainBar[] = Array.from({ length: BARS }, (_, k) => ({
    time: series.time[k]!,
    open: series.open[k]!,
    high: series.high[k]!,
    low: series.low[k]!,
    close: series.close[k]!,
    volume: series.volume[k]!,
  }));
  const codes = new Int8Array(BARS);
  const settings = { cash: CASH_CENTS / 100, stake: 1_000, feeRate: 0.0025, fast: 10, slow: 30 };
  const theirs = best(() => plainBacktest(bars, settings), 5);
  const ours = best(() => {
    crossing(10, 30).advance(series, codes);
    return runTyped(input(series, codes));
  });
  report('peer: a plain loop over objects, floats, fee only', theirs);
  console.log(`ratio: the plain loop takes ${(theirs.processor / ours.processor).toFixed(1)} times as long`);
}

const series = await simulatedMinutes();
innerRuns(series);
modelRuns(series);
mergedRuns(series);
peer(series);

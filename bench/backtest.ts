/**
 * How quick backtests are, in bars a second on one core: `npm run bench -- backtest`. Each row is the best of several
 * runs: by the clock, and by the processor time that this process was given, collector and compiler included, which is
 * the fairer of the two where other processes share the machine. Memory is the peak of the process (resident set).
 */
import type { EngineInput, EngineRun } from '../src/lib/backtest/engine-run.ts';
import type { ExecutionModel } from '../src/lib/backtest/execution.ts';
import { runTyped } from '../src/lib/backtest/typed/run-typed.ts';
import { TypedStream } from '../src/lib/backtest/typed/typed-stream.ts';
import { type BarSeries, emptySeries, setBar } from '../src/lib/core/bar-series.ts';
import { parseInstrument } from '../src/lib/core/instrument.ts';
import { intervalMs } from '../src/lib/core/interval.ts';
import { mulberry32 } from '../src/lib/core/random.ts';
import { SimulatedMarket } from '../src/lib/market/simulated/simulated-market.ts';
import { type PlainBar, plainBacktest } from './peers/plain-loop.ts';

const BARS = 1_000_000;
const MINUTE_MS = intervalMs('1m');
const END_MS = Date.UTC(2026, 10, 20);
const CASH_CENTS = 1_000_000_000;

/** The costs of coins: 0.25 % in coins, and a spread. A fixed amount of so large an account never runs out of cash. */
const MODEL: ExecutionModel = {
  fill: 'next-open',
  fees: { takerPpm: 2_500, makerPpm: null, takenIn: 'asset' },
  spread: { ppm: 300, on: 'both' },
  slippage: { ppm: 0 },
  volume: { capPpm: null },
  exits: { stopLossPpb: null, takeProfitPpb: null, trailingStopPpb: null, maxBars: null, inside: true },
  entry: { triggerPpb: null },
  side: 'long-only',
  sizing: { kind: 'notional', cents: 100_000 },
  unitNanos: 1,
  closeAtEnd: 'last-close',
};

/** Writes 1 where the fast mean of closes crosses above the slow one, -1 where below; sums run along. */
class SmaCross {
  readonly #fast: number;
  readonly #slow: number;
  readonly #window: Float64Array;
  #seen = 0;
  #fastSum = 0;
  #slowSum = 0;
  #above = 0;

  constructor(fast: number, slow: number) {
    this.#fast = fast;
    this.#slow = slow;
    this.#window = new Float64Array(slow);
  }

  advance({ close, length }: BarSeries, out: Int8Array): void {
    const ring = this.#window;
    const slow = this.#slow;
    const fast = this.#fast;
    let [fastSum, slowSum, above, seen] = [this.#fastSum, this.#slowSum, this.#above, this.#seen];
    let put = seen % slow;
    let drop = (seen - fast + slow) % slow;
    for (let k = 0; k < length; k++) {
      const value = close[k]!;
      slowSum += value - ring[put]!;
      fastSum += value - ring[drop]!;
      ring[put] = value;
      if (++put === slow) put = 0;
      if (++drop === slow) drop = 0;
      seen++;
      if (seen < slow) {
        out[k] = 0;
        continue;
      }
      const side = fastSum * slow > slowSum * fast ? 1 : -1;
      out[k] = side !== above && above !== 0 ? side : 0;
      above = side;
    }
    [this.#fastSum, this.#slowSum, this.#above, this.#seen] = [fastSum, slowSum, above, seen];
  }
}

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
  new SmaCross(fast, slow).advance(series, codes);
  return codes;
}

/** Milliseconds by the clock and of processor time. */
interface Timing {
  readonly clock: number;
  readonly processor: number;
}

function time(work: () => unknown): Timing {
  const start = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return { clock: performance.now() - start, processor: (user + system) / 1000 };
}

/** The best of `runs` runs, in both ways. */
function best(work: () => unknown, runs = 11): Timing {
  const times = Array.from({ length: runs }, () => time(work));
  return {
    clock: Math.min(...times.map(({ clock }) => clock)),
    processor: Math.min(...times.map(({ processor }) => processor)),
  };
}

const rate = (bars: number, ms: number): string => (bars / ms / 1000).toFixed(1).padStart(6);

function report(name: string, { clock, processor }: Timing, { bars = BARS, more = '' } = {}): void {
  const rates = `${rate(bars, clock)} by the clock, ${rate(bars, processor)} of processor time`;
  console.log(`${name.padEnd(50)} M bars/s: ${rates} (${clock.toFixed(1)} ms) ${more}`);
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
    const signals = () => new SmaCross(fast, slow).advance(series, codes);
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
    new SmaCross(10, 30).advance(series, codes);
    return runTyped(input(series, codes));
  });
  report('peer: a plain loop over objects, floats, fee only', theirs);
  console.log(`ratio: the plain loop takes ${(theirs.processor / ours.processor).toFixed(1)} times as long`);
}

/** Ten million minutes of a random walk, made chunk by chunk as a store would read them. */
function longRun(bars: number): void {
  const chunkBars = 100_000;
  const codes = new Int8Array(chunkBars);
  const signals = new SmaCross(10, 30);
  const stream = new TypedStream({
    ...{ execution: MODEL, startingCents: CASH_CENTS },
    ...{ firstBar: 0, expectedBars: bars },
  });
  const walk = new Walk();
  const before = process.memoryUsage.rss() / 2 ** 20;
  const total = { clock: 0, processor: 0 };
  const timed = (work: () => unknown): void => {
    const { clock, processor } = time(work);
    total.clock += clock;
    total.processor += processor;
  };
  for (let from = 0; from < bars; from += chunkBars) {
    const chunk = walk.next(chunkBars);
    timed(() => {
      signals.advance(chunk, codes);
      stream.advance(chunk, codes);
    });
  }
  let run!: EngineRun;
  timed(() => {
    run = stream.finish();
  });
  const peak = process.resourceUsage().maxRSS / 1024;
  report(`10/30 in chunks, ${bars / 1e6} M bars of a random walk`, total, { bars, more: counts(run) });
  console.log(
    `peak memory of that process: ${peak.toFixed(0)} MB, ${before.toFixed(0)} MB of it before the run`,
  );
}

/** A random walk of closes, with opens at the close before and small wicks; one buffer for all chunks. */
class Walk {
  readonly #random = mulberry32(7);
  #time = END_MS - 20_000_000 * MINUTE_MS;
  #price = 50_000;
  #chunk: BarSeries | null = null;

  next(bars: number): BarSeries {
    this.#chunk ??= emptySeries('BTC/USD', '1m', bars);
    for (let k = 0; k < bars; k++) {
      const open = this.#price;
      const close = open * (1 + 0.001 * (this.#random() - 0.5));
      const [high, low] = [Math.max(open, close) * 1.0001, Math.min(open, close) * 0.9999];
      setBar(this.#chunk, k, { timeMs: this.#time, open, high, low, close, volume: 1 });
      this.#price = close;
      this.#time += MINUTE_MS;
    }
    return this.#chunk;
  }
}

if (process.argv[2] === 'long') longRun(10_000_000);
else {
  const { spawnSync } = await import('node:child_process');
  const series = await simulatedMinutes();
  innerRuns(series);
  modelRuns(series);
  mergedRuns(series);
  peer(series);
  // In a process of its own, so that its memory is its own.
  spawnSync(process.execPath, [import.meta.filename, 'long'], { stdio: 'inherit' });
}

import fc from 'fast-check';
import type { EngineInput, EngineRun, SymbolInput } from '../../src/lib/backtest/engine-run.ts';
import type { ExecutionModel } from '../../src/lib/backtest/execution.ts';
import type { Bar } from '../../src/lib/core/bar.ts';
import { type BarSeries, seriesFromBars } from '../../src/lib/core/bar-series.ts';
import { intervalMs } from '../../src/lib/core/interval.ts';
import { mulberry32, type Random } from '../../src/lib/core/random.ts';

const STEP_MS = intervalMs('5m');
const START_MS = Date.UTC(2024, 0, 1);

/** What a random market is like; everything else follows from the seed. */
interface MarketShape {
  readonly seed: number;
  readonly bars: number;
  /** Price of the first bar, in dollars. */
  readonly price: number;
  /** Typical move of a bar. */
  readonly move: number;
  /** Decimals of prices: few of them make bars flat and levels met exactly. */
  readonly decimals: number;
  /** Chance that a bar is missing. */
  readonly holes: number;
  /** Chance of a signal at a bar. */
  readonly signals: number;
  readonly firstBar: number;
  readonly hasDetail: boolean;
  readonly hasWidths: boolean;
  readonly volumes: boolean;
}

const marketShape: fc.Arbitrary<MarketShape> = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  bars: fc.integer({ min: 1, max: 60 }),
  price: fc.constantFrom(0.37, 4.2, 100, 43_211.17),
  move: fc.constantFrom(0.001, 0.01, 0.05, 0.3),
  decimals: fc.constantFrom(0, 1, 2, 5, 12),
  holes: fc.constantFrom(0, 0, 0.1, 0.5),
  signals: fc.constantFrom(0.05, 0.3, 0.8),
  firstBar: fc.constantFrom(0, 0, 1, 5, 70),
  hasDetail: fc.boolean(),
  hasWidths: fc.boolean(),
  volumes: fc.boolean(),
});

const perhaps = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null, freq: 2 });
const ppb = (...values: number[]) => perhaps(fc.constantFrom(...values));
const zeroOr = (...values: number[]) => fc.constantFrom(0, 0, ...values);

/** The whole space of execution models but the sizing `hive`. */
export const anyExecution: fc.Arbitrary<ExecutionModel> = fc.record({
  fill: fc.constantFrom('next-open', 'next-open', 'signal-close'),
  fees: fc.record({
    takerPpm: zeroOr(2_500, 1_234, 100_000),
    makerPpm: perhaps(fc.constantFrom(0, 1_500, 3_333)),
    takenIn: fc.constantFrom('cash', 'asset'),
  }),
  spread: fc.record({ ppm: zeroOr(1, 777, 2_000, 60_000), on: fc.constantFrom('both', 'entry') }),
  slippage: fc.record({ ppm: zeroOr(500, 3, 20_000) }),
  volume: fc.record({ capPpm: perhaps(fc.constantFrom(1, 10_000, 333_333, 1_000_000)) }),
  exits: fc.record({
    stopLossPpb: ppb(0, 5_000_000, 30_000_000, 300_000_001, 1_200_000_000),
    takeProfitPpb: ppb(0, 7_000_000, 40_000_000, 999_999_999),
    trailingStopPpb: ppb(1, 8_000_000, 50_000_000),
    maxBars: perhaps(fc.integer({ min: 1, max: 6 })),
    inside: fc.constantFrom(true, true, false),
  }),
  entry: fc.record({ triggerPpb: ppb(0, 1_000_000, 15_000_000) }),
  side: fc.constantFrom('long-only', 'long-short', 'long-short'),
  sizing: fc.oneof(
    fc.constant({ kind: 'all-in' } as const),
    fc.record({ kind: fc.constant('fraction' as const), ppm: fc.constantFrom(1, 100_000, 500_000, 950_000) }),
    fc.record({ kind: fc.constant('notional' as const), cents: fc.constantFrom(1, 2_500, 99_999) }),
    fc.record({ kind: fc.constant('qty' as const), nanos: fc.constantFrom(1, 1_000_000_000, 7_654_321) }),
  ),
  unitNanos: fc.constantFrom(1, 1, 1_000, 1_000_000_000),
  closeAtEnd: fc.constantFrom('last-open', 'last-close', 'keep'),
});

const rounded = (value: number, decimals: number): number =>
  Math.max(10 ** -Math.min(decimals, 9), Number(value.toFixed(decimals)));

function barFrom(random: Random, shape: MarketShape, at: { timeMs: number; price: number }): Bar {
  const { move, decimals } = shape;
  const price = (base: number) => rounded(base * (1 + move * (random() + random() - 1)), decimals);
  const open = random() < 0.5 ? rounded(at.price, decimals) : price(at.price);
  const close = random() < 0.1 ? open : price(open);
  const flat = random() < 0.1;
  const reach = (base: number, way: number) =>
    flat ? base : rounded(base * (1 + way * move * random()), decimals);
  const high = Math.max(open, close, reach(Math.max(open, close), 1));
  const low = Math.min(open, close, reach(Math.min(open, close), -1));
  const volume = shape.volumes ? (random() < 0.1 ? 0 : random() * 40) : random() < 0.5 ? NaN : 1e9 * random();
  return { timeMs: at.timeMs, open, high, low, close, volume };
}

/** Bars on the grid of `stepMs`, some of them missing. */
function walk(random: Random, shape: MarketShape, stepMs: number): Bar[] {
  const bars: Bar[] = [];
  let { price } = shape;
  const steps = shape.bars * (STEP_MS / stepMs);
  for (let step = 0; step < steps; step++) {
    if (random() < shape.holes) continue;
    const bar = barFrom(random, shape, { timeMs: START_MS + step * stepMs, price });
    bars.push(bar);
    price = bar.close;
  }
  return bars;
}

/** Finer bars that lie within each bar, one missing here and there; the first opens where the bar does, or not. */
function detailOf(random: Random, series: BarSeries): BarSeries {
  const bars: Bar[] = [];
  const stepMs = intervalMs('1m');
  for (let i = 0; i < series.length; i++) {
    const low = series.low[i]!;
    const range = series.high[i]! - low;
    const inRange = () => low + range * random();
    for (let minute = 0; minute < 5; minute++) {
      if (random() < 0.2) continue;
      const [open, close, more] = [random() < 0.5 ? series.open[i]! : inRange(), inRange(), inRange()];
      const timeMs = series.time[i]! + minute * stepMs;
      const high = Math.max(open, close, more);
      bars.push({ timeMs, open, close, high, low: Math.min(open, close, more), volume: random() });
    }
    if (random() < 0.1) bars.splice(-5);
  }
  return seriesFromBars(series.symbol, '1m', bars);
}

function symbolFrom(shape: MarketShape, index: number): SymbolInput {
  const random = mulberry32(shape.seed);
  const symbol = `S${index}/USD`;
  const series = seriesFromBars(symbol, '5m', walk(random, shape, STEP_MS));
  const codes = Int8Array.from(series.close, () =>
    random() < shape.signals ? (random() < 0.5 ? 1 : -1) : 0,
  );
  const width = series.close.map(() => 0.1 * random());
  const widths = (bar: number) =>
    width[bar]! < 0.02 ? null : { target: width[bar]!, stop: 0.9 * width[bar]! + (bar % 9 === 0 ? 1 : 0) };
  return {
    symbol,
    series,
    track: { codes, confidence: null, widths: shape.hasWidths ? widths : null, tagOf: () => 'random' },
    detail: shape.hasDetail ? detailOf(random, series) : null,
    firstBar: shape.firstBar,
  };
}

/** One to three symbols with random bars, signals and execution, on one account. */
export const anyBacktest: fc.Arbitrary<EngineInput> = fc
  .record({
    shapes: fc.array(marketShape, { minLength: 1, maxLength: 3 }),
    execution: anyExecution,
    startingCents: fc.constantFrom(1_000_000, 100_000, 5_000, 3, 12_345_678),
  })
  .map(({ shapes, execution, startingCents }) => ({
    symbols: shapes.map(symbolFrom),
    execution,
    startingCents,
  }));

/** One symbol without finer bars. */
export const anyPlainBacktest: fc.Arbitrary<EngineInput> = anyBacktest.map(input => ({
  ...input,
  symbols: [{ ...input.symbols[0]!, detail: null }],
}));

/** A run as plain values, all rows written out, for comparisons. */
export function plainRun(run: EngineRun) {
  const { time, equity, barsInMarket, trades, fills, rejected, cashCents } = run;
  return {
    time: Array.from(time),
    equity: Array.from(equity),
    barsInMarket,
    trades: Array.from({ length: trades.length }, (_, index) => trades.at(index)),
    fills: Array.from({ length: fills.length }, (_, index) => fills.at(index)),
    rejected: { ...rejected },
    cashCents,
  };
}

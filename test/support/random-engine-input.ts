import fc from 'fast-check';
import type { EngineInput, SymbolInput } from '../../src/lib/backtest/engine-run.ts';
import type { ExecutionModel } from '../../src/lib/backtest/execution.ts';
import { type BarSeries, seriesFromBars, sliceSeries } from '../../src/lib/core/bar-series.ts';
import { type Interval, intervalMs } from '../../src/lib/core/interval.ts';
import { mulberry32, normal } from '../../src/lib/core/random.ts';
import { DAY_ONE } from './engine-input.ts';

const SYMBOLS = ['BTC/USD', 'ETH/USD', 'SPY'];

const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 2 });
/** Distances near the size of a bar, so that they are met; 0 and a whole price now and then. */
const distance = orNull(fc.constantFrom(0, 3_000_000, 10_000_000, 30_000_000, 100_000_000, 1_000_000_000));

/** Any execution model but HIVE's own sizing: cheap and dear, thin and deep, long and short. */
export const anyExecution: fc.Arbitrary<ExecutionModel> = fc.record({
  fill: fc.constantFrom('next-open', 'next-open', 'signal-close'),
  fees: fc.record({
    takerPpm: fc.constantFrom(0, 2_500, 123_457),
    makerPpm: orNull(fc.constantFrom(0, 1_500)),
    takenIn: fc.constantFrom('cash', 'asset'),
  }),
  spread: fc.record({ ppm: fc.constantFrom(0, 800, 1_001, 20_000), on: fc.constantFrom('both', 'entry') }),
  slippage: fc.record({ ppm: fc.constantFrom(0, 0, 137, 5_000) }),
  volume: fc.record({ capPpm: fc.constantFrom(null, null, 100_000, 7_777) }),
  exits: fc.record({
    stopLossPpb: distance,
    takeProfitPpb: distance,
    trailingStopPpb: distance,
    maxBars: orNull(fc.constantFrom(1, 3, 7)),
    inside: fc.constantFrom(true, true, false),
  }),
  entry: fc.record({ triggerPpb: fc.constantFrom(null, null, null, 0, 5_000_000) }),
  side: fc.constantFrom('long-only', 'long-short'),
  sizing: fc.oneof(
    fc.constant({ kind: 'all-in' as const }),
    fc.record({ kind: fc.constant('fraction' as const), ppm: fc.constantFrom(250_000, 999_999, 1_000_000) }),
    fc.record({ kind: fc.constant('notional' as const), cents: fc.constantFrom(7_500, 20_001) }),
    fc.record({ kind: fc.constant('qty' as const), nanos: fc.constantFrom(1_000_000_000, 123_456_789) }),
  ),
  unitNanos: fc.constantFrom(1, 1, 1_000, 1_000_000_000),
  closeAtEnd: fc.constantFrom('last-open', 'last-close', 'keep'),
});

interface Walk {
  readonly seed: number;
  readonly length: number;
  readonly interval: Interval;
  /** Whether prices are whole cents, so that levels are met exactly. */
  readonly isCoarse: boolean;
  readonly missing: number;
}

/** A seeded random walk with gaps in price and in time. */
function walk(symbol: string, { seed, length, interval, isCoarse, missing }: Walk): BarSeries {
  const random = mulberry32(seed);
  const round = (value: number) => Math.max(0.01, isCoarse ? Math.round(value * 100) / 100 : value);
  let last = 20 + random() * 200;
  const bars = [];
  for (let index = 0; index < length; index++) {
    const open = round(last * (random() < 0.3 ? 1 + 0.03 * normal(random) : 1));
    const close = round(open * (1 + 0.02 * normal(random)));
    const high = round(Math.max(open, close) * (1 + 0.02 * random()));
    const low = round(Math.min(open, close) * (1 - 0.02 * random()));
    const volume = random() < 0.05 ? Number.NaN : random() * 200;
    last = close;
    const bar = { timeMs: DAY_ONE + index * intervalMs(interval), open, high, low, close, volume };
    if (random() >= missing) bars.push(bar);
  }
  return seriesFromBars(symbol, interval, bars);
}

/** Up to four finer bars inside each bar, at prices that it traded at; half of them are missing. */
function finerBars({ symbol, series }: { symbol: string; series: BarSeries }, seed: number): BarSeries {
  const random = mulberry32(seed);
  const bars = [];
  for (let quarter = 0; quarter < series.length * 4; quarter++) {
    const bar = quarter >> 2;
    const [low, high] = [series.low[bar]!, series.high[bar]!];
    const prices = Array.from({ length: 4 }, () => low + random() * (high - low)).sort((a, b) => a - b);
    const [lowest, open, close, highest] = prices as [number, number, number, number];
    const timeMs = series.time[bar]! + (quarter % 4) * intervalMs('1h');
    const ends = random() < 0.5 ? { open, close } : { open: close, close: open };
    if (random() < 0.5) bars.push({ timeMs, ...ends, low: lowest, high: highest, volume: 1 });
  }
  return seriesFromBars(symbol, '1h', bars);
}

/** Random codes, confidences and bets for the bars of a series. */
function opinions(length: number, seed: number): SymbolInput['track'] {
  const random = mulberry32(seed ^ 0xabc);
  const draws = Float64Array.from({ length }, () => random());
  return {
    codes: Int8Array.from(draws, draw => (draw < 0.25 ? 1 : draw < 0.5 ? -1 : 0)),
    confidence: null,
    widths: seed % 3 === 0 ? bar => (bar % 2 === 0 ? { target: draws[bar]! / 10, stop: 0.01 } : null) : null,
    tagOf: bar => `bar ${bar}`,
  };
}

const anySymbols: fc.Arbitrary<SymbolInput[]> = fc
  .record({
    seeds: fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 3 }),
    length: fc.integer({ min: 2, max: 60 }),
    isCoarse: fc.boolean(),
    missing: fc.constantFrom(0, 0.2),
    firstBar: fc.constantFrom(0, 1, 5),
    isDetailed: fc.constantFrom(false, false, true),
  })
  .map(({ seeds, length, isCoarse, missing, firstBar, isDetailed }) =>
    seeds.map((seed, index) => {
      const symbol = SYMBOLS[index]!;
      const series = walk(symbol, { seed, length, interval: '4h', isCoarse, missing });
      const detail = isDetailed ? finerBars({ symbol, series }, seed + 1) : null;
      return { symbol, series, track: opinions(series.length, seed), detail, firstBar };
    }),
  );

/** Any market, opinions and execution model, for properties of engines. */
export const anyInput: fc.Arbitrary<EngineInput> = fc.record({
  symbols: anySymbols,
  execution: anyExecution,
  startingCents: fc.constantFrom(100_000, 33_333, 10_000_000),
});

/** The input with all bars from `untilMs` on cut off. */
export function cutAt(input: EngineInput, untilMs: number): EngineInput {
  const cut = (series: BarSeries) =>
    sliceSeries(series, 0, series.time.filter(timeMs => timeMs < untilMs).length);
  const symbols = input.symbols.map(each => {
    const series = cut(each.series);
    const codes = each.track.codes.subarray(0, series.length);
    const confidence = each.track.confidence?.subarray(0, series.length) ?? null;
    const detail = each.detail && cut(each.detail);
    return { ...each, series, detail, track: { ...each.track, codes, confidence } };
  });
  return { ...input, symbols };
}

import type { EngineFill, EngineInput, Rows, SymbolInput } from '../../src/lib/backtest/engine-run.ts';
import type { ExecutionModel } from '../../src/lib/backtest/execution.ts';
import { type BarSeries, seriesFromBars } from '../../src/lib/core/bar-series.ts';
import { type Interval, intervalMs } from '../../src/lib/core/interval.ts';
import type { SignalTrack } from '../../src/lib/trading/signals.ts';

/** First day of the bars that tests write by hand. */
export const DAY_ONE = Date.UTC(2026, 0, 5);

/** Open, high, low, close and, where it matters, volume. */
export type Row = readonly [open: number, high: number, low: number, close: number, volume?: number];

/** A bar without a move, at $100. */
export const FLAT: Row = [100, 100, 100, 100];

export interface SeriesOptions {
  readonly symbol?: string;
  readonly interval?: Interval;
  readonly startMs?: number;
}

export function seriesOf(rows: readonly Row[], options: SeriesOptions = {}): BarSeries {
  const { symbol = 'BTC/USD', interval = '1d', startMs = DAY_ONE } = options;
  const bars = rows.map(([open, high, low, close, volume = 1_000], index) => ({
    timeMs: startMs + index * intervalMs(interval),
    ...{ open, high, low, close, volume },
  }));
  return seriesFromBars(symbol, interval, bars);
}

/** `+` BUY, `-` SELL, anything else HOLD: one sign a bar. */
export const trackOf = (signs: string, changes: Partial<SignalTrack> = {}): SignalTrack => ({
  codes: Int8Array.from([...signs].map(sign => (sign === '+' ? 1 : sign === '-' ? -1 : 0))),
  confidence: null,
  widths: null,
  tagOf: bar => `bar ${bar}`,
  ...changes,
});

/** All the cash in, at the next open, at no cost. */
export const FREE: ExecutionModel = {
  fill: 'next-open',
  fees: { takerPpm: 0, makerPpm: null, takenIn: 'cash' },
  spread: { ppm: 0, on: 'both' },
  slippage: { ppm: 0 },
  volume: { capPpm: null },
  exits: { stopLossPpb: null, takeProfitPpb: null, trailingStopPpb: null, maxBars: null, inside: true },
  entry: { triggerPpb: null },
  side: 'long-only',
  sizing: { kind: 'all-in' },
  unitNanos: 1,
  closeAtEnd: 'keep',
};

export const exits = (changes: Partial<ExecutionModel['exits']>): Partial<ExecutionModel> => ({
  exits: { ...FREE.exits, ...changes },
});

/** A share such as 0.02 in parts per billion. */
export const ppb = (share: number): number => Math.round(share * 1e9);

export interface OneSymbol extends Partial<Omit<SymbolInput, 'series' | 'track'>> {
  readonly rows: readonly Row[];
  readonly signs: string;
  readonly track?: Partial<SignalTrack>;
  readonly execution?: Partial<ExecutionModel>;
  readonly cash?: number;
}

/** One symbol on a cash account, by default $1,000. */
export function oneSymbol({ rows, signs, track, execution, cash = 1_000, ...rest }: OneSymbol): EngineInput {
  const series = seriesOf(rows);
  const symbol = { symbol: 'BTC/USD', detail: null, firstBar: 0, ...rest };
  return {
    symbols: [{ ...symbol, series, track: trackOf(signs.padEnd(rows.length, '.'), track) }],
    execution: { ...FREE, ...execution },
    startingCents: cash * 100,
  };
}

/** Fills in short: "bar side purpose reason quantity @ price". */
export function shortFills(fills: Rows<EngineFill>): string[] {
  return Array.from({ length: fills.length }, (_, index) => {
    const { bar, side, reason, qtyNanos, priceNanos } = fills.at(index);
    return `${bar} ${side} ${reason} ${qtyNanos / 1e9} @ ${priceNanos / 1e9}`;
  });
}

export const listOf = <T>(rows: Rows<T>): T[] =>
  Array.from({ length: rows.length }, (_, index) => rows.at(index));

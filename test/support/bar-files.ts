import { readFileSync } from 'node:fs';
import { type BarSeries, barAt } from '../../src/lib/core/bar-series.ts';
import { parseInstrument } from '../../src/lib/core/instrument.ts';
import { decodeText } from '../../src/lib/market/csv/decode-text.ts';
import { type BarsRead, readBars } from '../../src/lib/market/csv/read-bars.ts';
import type { ReadOptions } from '../../src/lib/market/csv/read-options.ts';

/** A present long after every bar of the fixtures. */
export const LATER_MS = Date.UTC(2026, 10, 22);

export const readOptions = (symbol: string, more: Partial<ReadOptions> = {}): ReadOptions => ({
  instrument: parseInstrument(symbol),
  nowMs: LATER_MS,
  ...more,
});

/** Reads text as `hive data import` would; BTC-USD unless told. */
export const read = (text: string, more: Partial<ReadOptions> = {}): BarsRead =>
  readBars(text, 'test.csv', readOptions('BTC-USD', more));

export const fixturePath = (name: string): string =>
  new URL(`../fixtures/bars/${name}`, import.meta.url).pathname;

/** Reads a file of test/fixtures/bars. */
export const readFixture = (name: string, symbol: string, more: Partial<ReadOptions> = {}): BarsRead =>
  readBars(decodeText(readFileSync(fixturePath(name)), name), name, readOptions(symbol, more));

export type PlainBar = readonly [
  time: string,
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
];

/** Bars as rows that a failed comparison prints well. */
export const plainBars = (series: BarSeries): PlainBar[] =>
  Array.from({ length: series.length }, (_, index) => {
    const { timeMs, open, high, low, close, volume } = barAt(series, index);
    return [new Date(timeMs).toISOString().slice(0, 16), open, high, low, close, volume];
  });

/** `{duplicate: 2, 'empty-row': 1}`: what was repaired and dropped. */
export const countsOf = ({ report }: BarsRead): Record<string, number> =>
  Object.fromEntries([...report.repairs, ...report.dropped].map(({ kind, count }) => [kind, count]));

/** Text of a comma-separated file from rows. */
export const csv = (...rows: readonly (readonly (string | number)[])[]): string =>
  `${rows.map(row => row.join(',')).join('\n')}\n`;

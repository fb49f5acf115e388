import type { RowVisitor } from './split-rows.ts';

/** A file as headers and rows of cells, whatever it was written in. */
export interface Table {
  /** What the file was taken for, in words. */
  readonly format: string;
  /** What rows are counted in. */
  readonly unit: 'line' | 'item';
  /** Null when the first row is already data. */
  readonly headers: readonly string[] | null;
  /** Ticker of each column, from the second header line that yfinance writes; null without one. */
  readonly tickers: readonly string[] | null;
  readonly commaIsDecimal: boolean;
  readonly eachRow: (visit: RowVisitor) => void;
}

/** `line 12` or `item 12`. */
export const place = (table: Pick<Table, 'unit'>, line: number): string => `${table.unit} ${line}`;

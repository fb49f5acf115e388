import { namedPrices } from './header-words.ts';
import { parseNumber } from './parse-number.ts';
import { parseTime } from './parse-time.ts';

export interface SampleRow {
  readonly cells: readonly string[];
  readonly line: number;
}

export interface Header {
  /** Null when the file starts with data. */
  readonly headers: readonly string[] | null;
  readonly tickers: readonly string[] | null;
  /** Lines above and up to this one are no data. */
  readonly lastLine: number;
  /** A line above the headers, such as the address that CryptoDataDownload writes; null without one. */
  readonly banner: string | null;
}

const MAX_HEADER_ROWS = 8;

/**
 * Finds the header among the first rows: everything above the first row that reads as data. yfinance writes
 * two or three such lines (prices, tickers, index name), CryptoDataDownload a banner and one.
 */
export function findHeader(sample: readonly SampleRow[], commaIsDecimal: boolean): Header {
  const firstData = sample.findIndex(row => looksLikeData(row.cells, commaIsDecimal));
  if (firstData === 0 || sample.length === 0)
    return { headers: null, tickers: null, lastLine: 0, banner: null };
  const above = sample.slice(0, firstData < 0 ? MAX_HEADER_ROWS : firstData);
  const named = above.findIndex(row => namedPrices(row.cells) >= 2);
  const at = named < 0 ? above.length - 1 : named;
  const headers = above[at]!;
  const others = above.filter((_, index) => index !== at);
  const tickerRow = others.find(row => isTickerRow(row.cells, headers.cells));
  const last = firstData < 0 ? headers : above.at(-1)!;
  return {
    headers: headers.cells,
    tickers: tickerRow?.cells ?? null,
    lastLine: last.line,
    banner: at > 0 && above[0] !== tickerRow ? above[0]!.cells.join(',') : null,
  };
}

/** A time in one of the first two cells (the first may count rows) and after it nothing but numbers or blanks. */
function looksLikeData(cells: readonly string[], commaIsDecimal: boolean): boolean {
  const timeAt = cells.slice(0, 2).findIndex(cell => parseTime(cell) !== null);
  if (timeAt < 0) return false;
  const rest = cells.slice(timeAt + 1);
  const readable = rest.filter(cell => isBlank(cell) || !Number.isNaN(parseNumber(cell, commaIsDecimal)));
  return rest.length > 0 && readable.length * 2 > rest.length;
}

const isBlank = (cell: string): boolean => /^\s*(null|nan|none|-)?\s*$/i.test(cell);

function isTickerRow(cells: readonly string[], headers: readonly string[]): boolean {
  const tickers = cells.slice(1);
  return (
    cells.length === headers.length &&
    tickers.every(cell => /^[A-Za-z0-9.^=/-]*[A-Za-z][A-Za-z0-9.^=/-]*$/.test(cell.trim())) &&
    namedPrices(cells) === 0
  );
}

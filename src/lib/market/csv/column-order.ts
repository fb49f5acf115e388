import { dataError, usageError } from '../../core/errors.ts';
import type { RequiredColumns } from './columns.ts';
import { parseNumber } from './parse-number.ts';
import { parseTime } from './parse-time.ts';
import { COLUMN_ROLES } from './read-options.ts';
import type { Table } from './table.ts';

type PriceOrder = readonly ['open' | 'high' | 'low' | 'close', ...string[]];

/** Orders in which providers write the four prices after the time, volume last. */
const ORDERS: readonly { name: string; prices: PriceOrder }[] = [
  { name: 'open, high, low, close', prices: ['open', 'high', 'low', 'close'] },
  { name: 'low, high, open, close (Coinbase)', prices: ['low', 'high', 'open', 'close'] },
  { name: 'open, close, high, low (Bitfinex)', prices: ['open', 'close', 'high', 'low'] },
];

/** Binance klines: open time, four prices, volume, close time, quote volume and four more. */
const KLINE_CELLS = 12;

/** Rounding of decimals may break the order of prices by this much, relative. */
const TOLERANCE = 1e-6;

/**
 * Columns of a file without a header. Binance klines are known by their shape; otherwise the one known order of
 * prices under which every row has its high on top and its low at the bottom.
 * @throws HiveError (data) when no or more than one order fits.
 */
export function columnsByOrder(table: Table): { columns: RequiredColumns; order: string } {
  const timeAt = timeColumn(table);
  if (isKlines(table, timeAt)) {
    return {
      columns: { ...placed(ORDERS[0]!.prices, timeAt), quoteVolume: timeAt + 7 },
      order: 'Binance klines',
    };
  }
  const fitting = ORDERS.filter(order => fitsAll(table, placed(order.prices, timeAt)));
  if (fitting.length === 1) return { columns: placed(fitting[0]!.prices, timeAt), order: fitting[0]!.name };
  throw dataError({
    code: 'COLUMN_ORDER_AMBIGUOUS',
    message:
      fitting.length === 0
        ? 'The file has no header, and no known order of prices fits all its rows.'
        : `The file has no header, and its prices fit more than one order: ${fitting.map(order => order.name).join('; ')}.`,
    next: 'Say the order: --columns time,open,high,low,close,volume',
  });
}

/** @throws HiveError (usage) when the list lacks a role. */
export function columnsByPosition(names: readonly string[]): RequiredColumns {
  const at = (role: string): number => names.indexOf(role);
  const missing = COLUMN_ROLES.filter(role => role !== 'volume' && at(role) < 0);
  if (missing.length > 0) {
    throw usageError({
      code: 'COLUMNS_INCOMPLETE',
      message: `--columns "${names.join(',')}" does not say where ${missing.join(' and ')} stand${missing.length === 1 ? 's' : ''}.`,
      next: 'Name time, open, high, low, close and volume by position; any other word skips a column.',
    });
  }
  const columns = {
    time: at('time'),
    open: at('open'),
    high: at('high'),
    low: at('low'),
    close: at('close'),
  };
  return at('volume') < 0 ? columns : { ...columns, volume: at('volume') };
}

const placed = (prices: readonly string[], timeAt: number): RequiredColumns => ({
  time: timeAt,
  open: timeAt + 1 + prices.indexOf('open'),
  high: timeAt + 1 + prices.indexOf('high'),
  low: timeAt + 1 + prices.indexOf('low'),
  close: timeAt + 1 + prices.indexOf('close'),
  volume: timeAt + 5,
});

function timeColumn(table: Table): number {
  let found = -1;
  table.eachRow(cells => {
    found = cells.slice(0, 2).findIndex(cell => parseTime(cell) !== null);
    return found < 0;
  });
  if (found >= 0) return found;
  throw dataError({
    code: 'NO_TIMES',
    message: `No ${table.unit} starts with a time.`,
    next: 'The first column must hold dates, ISO times or Unix times of 1980 or later.',
  });
}

function isKlines(table: Table, timeAt: number): boolean {
  let klines = false;
  table.eachRow(cells => {
    const opened = Number(cells[timeAt]);
    const closed = Number(cells[timeAt + 6]);
    klines =
      cells.length - timeAt === KLINE_CELLS && closed > opened && parseTime(cells[timeAt + 6]!) !== null;
    return false;
  });
  return klines;
}

function fitsAll(table: Table, columns: RequiredColumns): boolean {
  let fits = true;
  let complete = 0;
  table.eachRow(cells => {
    const value = (at: number): number => parseNumber(cells[at] ?? '', table.commaIsDecimal);
    const [open, high, low, close] = [columns.open, columns.high, columns.low, columns.close].map(value);
    if ([open, high, low, close].some(price => Number.isNaN(price))) return true;
    complete++;
    const slack = Math.abs(high!) * TOLERANCE;
    fits = high! + slack >= Math.max(open!, close!, low!) && low! - slack <= Math.min(open!, close!);
    return fits;
  });
  return fits && complete > 0;
}

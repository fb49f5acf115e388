import { endianness } from 'node:os';
import { crc32 } from 'node:zlib';
import { BAR_COLUMNS, type BarSeries } from '../../core/bar-series.ts';
import { type Interval, intervalMs } from '../../core/interval.ts';
import type { BarKey } from '../ports.ts';
import { DamagedRow } from './damaged-row.ts';

/** Time slots of a page; measured in docs/decisions/0011. Another number needs a migration. */
export const BARS_PER_PAGE = 256;

const BYTES = Float64Array.BYTES_PER_ELEMENT;
const BYTES_PER_BAR = BAR_COLUMNS.length * BYTES;
const BIG_ENDIAN = endianness() === 'BE';

/** The bars of one key in one stretch of time, as stored. */
export interface BarPage {
  readonly page: number;
  readonly rows: number;
  readonly first: number;
  readonly last: number;
  /** CRC-32 of the key, the four numbers above and `columns`. */
  readonly checksum: number;
  /** The columns of a series in the order of `BAR_COLUMNS`, little-endian doubles. */
  readonly columns: Uint8Array;
}

/** Number of the page that bars opening at `timeMs` are in. It never falls as time rises. */
export const pageOf = (interval: Interval, timeMs: number): number =>
  Math.floor(timeMs / (intervalMs(interval) * BARS_PER_PAGE));

/** `bars`, which are all in one page and at least one, as they are stored. */
export function packBars(key: BarKey, bars: BarSeries): BarPage {
  const { length: rows, time } = bars;
  const values = new Float64Array(rows * BAR_COLUMNS.length);
  BAR_COLUMNS.forEach((column, place) => {
    values.set(bars[column], place * rows);
  });
  const columns = littleEndian(new Uint8Array(values.buffer));
  const head = { page: pageOf(key.interval, time[0]!), rows, first: time[0]!, last: time[rows - 1]! };
  return { ...head, checksum: checksumOf(key, head, columns), columns };
}

/**
 * Inverse of `packBars`. The series is a view of `stored.columns` where the machine allows it.
 * @throws DamagedRow when a bit of it, or the key that it lies under, is another than was written.
 */
export function unpackBars(key: BarKey, stored: BarPage): BarSeries {
  const { rows, columns } = stored;
  if (columns.byteLength !== rows * BYTES_PER_BAR || checksumOf(key, stored, columns) !== stored.checksum)
    throw new DamagedRow(nameOf(key, stored.page));
  const { buffer, byteOffset } = littleEndian(aligned(columns));
  const column = (place: number) => new Float64Array(buffer, byteOffset + place * rows * BYTES, rows);
  return {
    symbol: key.symbol,
    interval: key.interval,
    length: rows,
    time: column(0),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
  };
}

/** Doubles of this machine as little-endian ones, and back: the same bytes but on a big-endian machine. */
export function littleEndian(bytes: Uint8Array, bigEndianMachine = BIG_ENDIAN): Uint8Array {
  return bigEndianMachine ? Uint8Array.from(Buffer.from(bytes).swap64()) : bytes;
}

const nameOf = ({ source, symbol, interval }: BarKey, page: number): string =>
  `page ${page} of the ${interval} bars of ${symbol} from ${source}`;

const aligned = (bytes: Uint8Array): Uint8Array =>
  bytes.byteOffset % BYTES === 0 ? bytes : Uint8Array.from(bytes);

function checksumOf(key: BarKey, head: Omit<BarPage, 'checksum' | 'columns'>, columns: Uint8Array): number {
  const { page, rows, first, last } = head;
  const place = [key.source, key.symbol, key.interval, page, rows, first, last].join('\n');
  return crc32(columns, crc32(place));
}

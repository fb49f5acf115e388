import type { Instrument } from '../../core/instrument.ts';
import type { Interval } from '../../core/interval.ts';
import type { Finding } from './findings.ts';

export const COLUMN_ROLES = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

export const DATE_ORDERS = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** How to read a file. Everything that is left out is decided from the file or refused as ambiguous. */
export interface ReadOptions {
  readonly instrument: Instrument;
  /** The reader's present: bars that close later are still forming. */
  readonly nowMs: number;
  readonly interval?: Interval | undefined;
  /** IANA zone of times that carry none. */
  readonly timezone?: string | undefined;
  readonly dateOrder?: DateOrder | undefined;
  /** Header that holds a role, where the name alone does not tell. */
  readonly column?: Readonly<Partial<Record<ColumnRole, string>>> | undefined;
  /** Roles by position for files without a header; any other word skips a column. */
  readonly columns?: readonly string[] | undefined;
  /** Only rows (or, under a ticker line, columns) where this header has this value. */
  readonly where?: { readonly header: string; readonly value: string } | undefined;
  readonly onConflict?: 'first' | 'last' | undefined;
  readonly keepForming?: boolean | undefined;
  /** Keep the newest row of a Yahoo crypto export. */
  readonly keepLast?: boolean | undefined;
  /** When the file was downloaded: later closes were still forming then. UTC epoch milliseconds. */
  readonly downloadedAtMs?: number | undefined;
  /** Scale prices by adjusted close over close. */
  readonly adjusted?: boolean | undefined;
  /** `quote` when the volume column counts dollars. */
  readonly volumeUnit?: 'base' | 'quote' | undefined;
  /** `end` when the file stamps bars with their close. */
  readonly labels?: 'start' | 'end' | undefined;
  /** Largest share of defective rows that may be dropped; 0.01 unless told. */
  readonly maxBadShare?: number | undefined;
}

export interface ReadReport {
  /** What the file was taken for, in words. */
  readonly format: string;
  readonly rowsRead: number;
  readonly rowsKept: number;
  readonly repairs: readonly Finding[];
  readonly dropped: readonly Finding[];
  readonly warnings: readonly string[];
  readonly assumptions: readonly string[];
}

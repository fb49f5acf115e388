import type { SQLOutputValue } from 'node:sqlite';

/** A row as SQLite gives it, by column name. */
export type Row = Record<string, SQLOutputValue>;

/**
 * Reading values whose type the STRICT tables guarantee.
 * @throws TypeError when a column is missing or of another type: a query that does not fit its reader.
 */
export function textIn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw misfit(column, 'text');
  return value;
}

export function numberIn(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw misfit(column, 'a number');
  return value;
}

export function bigintIn(row: Row, column: string): bigint {
  const value = row[column];
  if (typeof value !== 'bigint') throw misfit(column, 'a bigint');
  return value;
}

export function bytesIn(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw misfit(column, 'bytes');
  return value;
}

const misfit = (column: string, wanted: string) => new TypeError(`column ${column} is not ${wanted}`);

import { openDatabaseToWatch } from './open.ts';
import { textIn } from './row.ts';

/** What a store can name, without reading any of it. */
export interface StoredNames {
  /** Of all sources, in alphabetical order. */
  readonly symbols: readonly string[];
  /** Ids of backtests, newest first. */
  readonly backtests: readonly string[];
}

const SQL = {
  symbols: 'SELECT DISTINCT symbol AS name FROM bar_origins ORDER BY symbol',
  backtests: "SELECT id AS name FROM runs WHERE kind = 'backtest' ORDER BY at DESC, id LIMIT 100",
};

/**
 * The names in the SQLite file at `path`, which is opened for reading only; of no file there are none.
 * @throws HiveError (data or config) when it cannot be read.
 */
export function storedNames(path: string): StoredNames {
  const db = openDatabaseToWatch(path);
  const names = (sql: string) =>
    db
      .prepare(sql)
      .all()
      .map(row => textIn(row, 'name'));
  try {
    return { symbols: names(SQL.symbols), backtests: names(SQL.backtests) };
  } finally {
    db.close();
  }
}

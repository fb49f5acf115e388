/** Runs of the past with their compressed documents; and the tries, by the bars that they were made on. */
export const history = `
  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    summary TEXT NOT NULL,
    document BLOB NOT NULL
  ) STRICT;

  CREATE TABLE try_bars (
    id INTEGER PRIMARY KEY,
    market TEXT NOT NULL,
    symbols TEXT NOT NULL,
    interval TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL,
    UNIQUE (market, symbols, interval, from_ms, to_ms)
  ) STRICT;

  CREATE TABLE tries (
    fingerprint TEXT PRIMARY KEY,
    bars INTEGER NOT NULL REFERENCES try_bars (id),
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    strategy TEXT NOT NULL,
    params TEXT NOT NULL,
    sharpe REAL,
    days REAL NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX tries_by_bars ON tries (bars);
`;

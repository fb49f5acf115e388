/** What was fetched when, and the closes of each bar that came with it. */
export const barProvenance = `
  CREATE TABLE bar_fetches (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    symbol TEXT NOT NULL,
    interval TEXT NOT NULL,
    vendor TEXT NOT NULL,
    request TEXT NOT NULL,
    prices TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;

  CREATE INDEX bar_fetches_by_series ON bar_fetches (source, symbol, interval);

  CREATE TABLE bar_provenance (
    fetch INTEGER NOT NULL REFERENCES bar_fetches (id),
    time_ms INTEGER NOT NULL,
    raw_close REAL,
    adj_close REAL,
    PRIMARY KEY (fetch, time_ms)
  ) STRICT, WITHOUT ROWID;
`;

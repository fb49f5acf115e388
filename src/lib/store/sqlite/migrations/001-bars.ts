/** Bars by key and open time; `volume` NULL is unknown. `bar_origins` has one row a key: its newest write. */
export const bars = `
  CREATE TABLE bars (
    source TEXT NOT NULL,
    symbol TEXT NOT NULL,
    interval TEXT NOT NULL,
    time INTEGER NOT NULL,
    open REAL NOT NULL,
    high REAL NOT NULL,
    low REAL NOT NULL,
    close REAL NOT NULL,
    volume REAL,
    PRIMARY KEY (source, symbol, interval, time)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE bar_origins (
    source TEXT NOT NULL,
    symbol TEXT NOT NULL,
    interval TEXT NOT NULL,
    asset_class TEXT NOT NULL,
    origin TEXT NOT NULL,
    written_at TEXT NOT NULL,
    PRIMARY KEY (source, symbol, interval)
  ) STRICT, WITHOUT ROWID;
`;

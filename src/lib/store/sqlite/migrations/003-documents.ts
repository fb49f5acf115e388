/** Training cycles by number, and the newest prediction of each symbol, as JSON documents. */
export const documents = `
  CREATE TABLE cycles (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;

  CREATE TABLE predictions (
    symbol TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

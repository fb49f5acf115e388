/** What is derived from the journal and may be dropped: equity in cents, and the newest checkpoint. */
export const journalViews = `
  CREATE TABLE equity (
    book TEXT NOT NULL,
    at INTEGER NOT NULL,
    equity_cents INTEGER NOT NULL,
    cash_cents INTEGER NOT NULL,
    PRIMARY KEY (book, at)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE checkpoint (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    byte_offset INTEGER NOT NULL,
    digest TEXT NOT NULL,
    state TEXT NOT NULL
  ) STRICT;
`;

/** Samples by scope, symbol and time; the four label columns are all NULL until the label is known. */
export const samples = `
  CREATE TABLE samples (
    source TEXT NOT NULL,
    interval TEXT NOT NULL,
    feature_set TEXT NOT NULL,
    label_set TEXT NOT NULL,
    symbol TEXT NOT NULL,
    at INTEGER NOT NULL,
    asset_class TEXT NOT NULL,
    features BLOB NOT NULL,
    y INTEGER CHECK (y IN (0, 1)),
    net_return REAL CHECK ((net_return IS NULL) = (y IS NULL)),
    resolved INTEGER CHECK ((resolved IS NULL) = (y IS NULL)),
    barrier TEXT CHECK ((barrier IS NULL) = (y IS NULL)),
    PRIMARY KEY (source, interval, feature_set, label_set, symbol, at)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX samples_matured
    ON samples (source, interval, feature_set, label_set, asset_class, at, symbol) WHERE y IS NOT NULL;
  CREATE INDEX samples_pending
    ON samples (source, interval, feature_set, label_set, symbol, at) WHERE y IS NULL;
`;

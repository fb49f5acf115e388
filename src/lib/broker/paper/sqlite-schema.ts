import type { DatabaseSync } from 'node:sqlite';
import { formatCents } from '../../core/money.ts';
import { simulatedAccountNumber } from './account-number.ts';
import type { NewAccount } from './ledger.ts';

export const SCHEMA_VERSION = 2;

const TABLES = `
  CREATE TABLE account (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    account_number TEXT NOT NULL,
    cash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE positions (
    symbol TEXT PRIMARY KEY,
    qty TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE orders (
    seq INTEGER PRIMARY KEY,
    client_order_id TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL UNIQUE,
    symbol TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
    notional TEXT,
    qty TEXT,
    status TEXT NOT NULL,
    filled_qty TEXT NOT NULL,
    filled_avg_price TEXT,
    submitted_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX orders_by_time ON orders (submitted_ms);
  CREATE TABLE fills (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    client_order_id TEXT NOT NULL REFERENCES orders (client_order_id),
    symbol TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
    qty TEXT NOT NULL,
    price TEXT NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX fills_by_order ON fills (client_order_id);
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** Version of the schema in the file; 0 for a new one. */
export function schemaVersion(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.user_version);
}

/** From version 1, which did not keep what was ordered. Belongs into a transaction. */
export const addOrderSizes = (db: DatabaseSync): void =>
  db.exec(`ALTER TABLE orders ADD COLUMN notional TEXT; ALTER TABLE orders ADD COLUMN qty TEXT;
    PRAGMA user_version = 2;`);

/** Makes the tables and the account. Belongs into a transaction. */
export function createAccount(db: DatabaseSync, { seed, startingCash }: NewAccount): void {
  db.exec(TABLES);
  db.prepare('INSERT INTO account (id, account_number, cash) VALUES (1, ?, ?)').run(
    simulatedAccountNumber(seed),
    formatCents(startingCash),
  );
}

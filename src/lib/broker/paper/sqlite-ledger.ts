import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Fill } from '../../core/fill.ts';
import { formatCents, formatQty, parseCents, parseQty } from '../../core/money.ts';
import type { BrokerOrder } from '../broker.ts';
import type { Ledger, LedgerAccount, LedgerEntry, NewAccount } from './ledger.ts';
import { ledgerError, newerSchema } from './ledger-errors.ts';
import { fillColumns, orderColumns, readFill, readOrder, text } from './sqlite-rows.ts';
import { addOrderSizes, createAccount, SCHEMA_VERSION, schemaVersion } from './sqlite-schema.ts';

/** How long another process may hold the books before a call gives up. */
const BUSY_MS = 5_000;

const INSERT_ORDER = `INSERT INTO orders
  (client_order_id, id, symbol, side, notional, qty, status, filled_qty, filled_avg_price, submitted_ms) VALUES
  (:client_order_id, :id, :symbol, :side, :notional, :qty, :status, :filled_qty, :filled_avg_price, :submitted_ms)`;
const INSERT_FILL = `INSERT INTO fills
  (id, client_order_id, symbol, side, qty, price, at_ms) VALUES
  (:id, :client_order_id, :symbol, :side, :qty, :price, :at_ms)`;

/**
 * Books in their own SQLite file, apart from HIVE's store: they play the outside world, so an accepted
 * order must survive the kill of the process that sent it. Every commit is on the disk when it returns.
 */
export class SqliteLedger implements Ledger {
  readonly #path: string;
  readonly #db: DatabaseSync;

  /**
   * Opens the books at `path`, or makes them (mode 0600) with a new account.
   * @throws HiveError (data) PAPER_BROKER_DAMAGED, PAPER_BROKER_NEWER (the file is left as it is) or
   * PAPER_BROKER_UNAVAILABLE (folder, rights, space, or held by another process).
   */
  constructor(path: string, account: NewAccount) {
    this.#path = path;
    this.#db = openFile(path);
    try {
      this.#guarded(() => this.#prepare(account));
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  load(): LedgerAccount {
    return this.#guarded(() => {
      const account = this.#db.prepare('SELECT account_number, cash FROM account').get();
      if (!account) throw new RangeError('the account is missing');
      const held = this.#db.prepare('SELECT symbol, qty FROM positions').all();
      return {
        accountNumber: text(account, 'account_number'),
        cash: parseCents(text(account, 'cash')),
        positions: new Map(held.map(row => [text(row, 'symbol'), parseQty(text(row, 'qty'))])),
      };
    });
  }

  orderByClientId(clientOrderId: string): BrokerOrder | null {
    return this.#guarded(() => {
      const row = this.#db.prepare('SELECT * FROM orders WHERE client_order_id = ?').get(clientOrderId);
      return row ? readOrder(row) : null;
    });
  }

  fillsOf(clientOrderId: string): readonly Fill[] {
    const select = 'SELECT * FROM fills WHERE client_order_id = ? ORDER BY seq';
    return this.#guarded(() => this.#db.prepare(select).all(clientOrderId).map(readFill));
  }

  ordersSince(sinceMs: number): readonly BrokerOrder[] {
    const select = 'SELECT * FROM orders WHERE submitted_ms >= ? ORDER BY seq';
    return this.#guarded(() => this.#db.prepare(select).all(sinceMs).map(readOrder));
  }

  record(entry: LedgerEntry): void {
    const write = () => this.#guarded(() => this.#write(entry));
    if (this.#db.isTransaction) write();
    else this.exclusive(write);
  }

  exclusive<T>(work: () => T): T {
    this.#exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#db.close();
  }

  #prepare(account: NewAccount): void {
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    this.exclusive(() => {
      if (schemaVersion(this.#db) === 0) createAccount(this.#db, account);
      if (schemaVersion(this.#db) === 1) addOrderSizes(this.#db);
    });
    const version = schemaVersion(this.#db);
    if (version > SCHEMA_VERSION) throw newerSchema(this.#path, version);
    const verdict = this.#db.prepare('PRAGMA quick_check(1)').get()?.quick_check;
    if (verdict !== 'ok') throw new RangeError(String(verdict));
    this.load();
  }

  #write({ order, fills, cash, positions }: LedgerEntry): void {
    this.#db.prepare(INSERT_ORDER).run(orderColumns(order));
    const insertFill = this.#db.prepare(INSERT_FILL);
    for (const fill of fills) insertFill.run(fillColumns(fill));
    this.#db.prepare('UPDATE account SET cash = ?').run(formatCents(cash));
    this.#db.exec('DELETE FROM positions');
    const insertPosition = this.#db.prepare('INSERT INTO positions (symbol, qty) VALUES (?, ?)');
    for (const [symbol, held] of positions) insertPosition.run(symbol, formatQty(held));
  }

  #exec(sql: string): void {
    this.#guarded(() => this.#db.exec(sql));
  }

  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw ledgerError(this.#path, error);
    }
  }
}

/** SQLite would make the file readable to all, so it finds one that is not. */
function openFile(path: string): DatabaseSync {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
    return new DatabaseSync(path, { timeout: BUSY_MS });
  } catch (error) {
    throw ledgerError(path, error);
  }
}

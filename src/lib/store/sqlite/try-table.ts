import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { parseInterval } from '../../core/interval.ts';
import { countOf, storableTry, type Try, type TryCount, type TryQuery, type TryStore } from '../tries.ts';
import { numberIn, type Row, textIn } from './row.ts';
import { transaction } from './transaction.ts';

/** Tries whose bars are on a market, end after one moment, begin before another, and have one of the symbols. */
const ON_THESE_BARS = `FROM try_bars b JOIN tries t ON t.bars = b.id
  WHERE b.market = ? AND b.to_ms > ? AND b.from_ms < ?
    AND EXISTS (SELECT 1 FROM json_each(b.symbols) WHERE value IN (SELECT value FROM json_each(?)))
  ORDER BY t.at, t.fingerprint`;

const SQL = {
  putBars: `INSERT INTO try_bars (market, symbols, interval, from_ms, to_ms) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING`,
  bars: `SELECT id FROM try_bars
    WHERE market = ? AND symbols = ? AND interval = ? AND from_ms = ? AND to_ms = ?`,
  put: `INSERT INTO tries (fingerprint, bars, kind, at, strategy, params, sharpe, days)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  sharpes: `SELECT t.sharpe ${ON_THESE_BARS}`,
  list: `SELECT * ${ON_THESE_BARS}`,
};

/** The ledger of tries in SQLite: a sweep's thousands of tries share one row that says what they were made on. */
export class TryTable implements TryStore {
  readonly #db: DatabaseSync;
  readonly #putBars: StatementSync;
  readonly #bars: StatementSync;
  readonly #put: StatementSync;
  readonly #sharpes: StatementSync;
  readonly #list: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#putBars = db.prepare(SQL.putBars);
    this.#bars = db.prepare(SQL.bars);
    this.#put = db.prepare(SQL.put);
    this.#sharpes = db.prepare(SQL.sharpes);
    this.#list = db.prepare(SQL.list);
  }

  add(tries: readonly Try[]): number {
    const storable = tries.map(storableTry);
    if (storable.length === 0) return 0;
    return transaction(this.#db, () => {
      const known = new Map<string, number>();
      return storable.reduce((added, each) => added + this.#insert(each, known), 0);
    });
  }

  count(query: TryQuery): TryCount {
    const rows = this.#sharpes.all(...queryValues(query));
    return countOf(
      rows.length,
      rows.filter(row => row.sharpe !== null).map(row => numberIn(row, 'sharpe')),
    );
  }

  list(query: TryQuery): Try[] {
    return this.#list.all(...queryValues(query)).map(tryIn);
  }

  #insert(each: Try, known: Map<string, number>): number {
    const { fingerprint, kind, atMs, strategy, params, sharpe, days } = each;
    const bars = this.#barsOf(each, known);
    return Number(this.#put.run(fingerprint, bars, kind, atMs, strategy, params, sharpe, days).changes);
  }

  /** Id of the row of its bars, made when it is missing; `known` spares asking for it again. */
  #barsOf({ market, symbols, interval, fromMs, toMs }: Try, known: Map<string, number>): number {
    const values = [market, JSON.stringify(symbols), interval, fromMs, toMs] as const;
    const name = values.join('\n');
    const id = known.get(name);
    if (id !== undefined) return id;
    this.#putBars.run(...values);
    const made = numberIn(this.#bars.get(...values) ?? {}, 'id');
    known.set(name, made);
    return made;
  }
}

const queryValues = ({ market, symbols, fromMs, toMs }: TryQuery) =>
  [market, fromMs, toMs, JSON.stringify(symbols)] as const;

const tryIn = (row: Row): Try => ({
  fingerprint: textIn(row, 'fingerprint'),
  kind: textIn(row, 'kind') as Try['kind'],
  atMs: numberIn(row, 'at'),
  market: textIn(row, 'market'),
  symbols: JSON.parse(textIn(row, 'symbols')) as string[],
  interval: parseInterval(textIn(row, 'interval')),
  fromMs: numberIn(row, 'from_ms'),
  toMs: numberIn(row, 'to_ms'),
  strategy: textIn(row, 'strategy'),
  params: textIn(row, 'params'),
  sharpe: row.sharpe === null ? null : numberIn(row, 'sharpe'),
  days: numberIn(row, 'days'),
});

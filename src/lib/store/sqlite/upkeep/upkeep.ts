import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { DAY_MS, HOUR_MS } from '../../../core/interval.ts';
import type { Chore, Cutoffs, StoreSpace, StoreUpkeep } from '../../upkeep.ts';
import { openDatabase, openDatabaseReadOnly } from '../open.ts';
import { numberIn } from '../row.ts';
import { translating, translatingAll, translatingOpening } from '../store-error.ts';
import { OldBars } from './old-bars.ts';
import { OldCycles } from './old-cycles.ts';
import { OldFetches } from './old-fetches.ts';
import { OldRows } from './old-rows.ts';
import { OldSamples } from './old-samples.ts';

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** PRAGMA auto_vacuum: free pages wait until `incremental_vacuum` asks for them. */
const INCREMENTAL = 2;

/**
 * The store at `path`, to be tidied up.
 * @param options.readOnly to count only.
 * @throws HiveError as `openStore` does, here and from every method.
 */
export function openUpkeep(path: string, options: { readonly readOnly?: boolean } = {}): StoreUpkeep {
  const db = options.readOnly ? openDatabaseReadOnly(path) : openDatabase(path);
  const guarded = <T>(work: () => T): T => translating(path, work);
  return {
    chores: cutoffs =>
      translatingOpening(path, () => choresOn(db, cutoffs)).map(chore => translatingAll(path, chore)),
    space: () => guarded(() => spaceOf(db, path)),
    shrink: pages => guarded(() => db.exec(`PRAGMA incremental_vacuum(${pages})`)),
    rewrite: () => guarded(() => db.exec(`PRAGMA auto_vacuum = ${INCREMENTAL}; VACUUM`)),
    flush: () => guarded(() => db.exec('PRAGMA wal_checkpoint(TRUNCATE)')),
    close: () => db.close(),
  };
}

function choresOn(db: DatabaseSync, cutoffs: Cutoffs): Chore[] {
  return [
    new OldBars(db, cutoffs.intradayBarsMs),
    new OldFetches(db),
    new OldSamples(db, cutoffs.samplesMs),
    new OldCycles(db, cutoffs.cyclesMs),
    oldEquity(db, { fromMs: 0, toMs: cutoffs.equityDailyMs }, DAY_MS),
    oldEquity(db, { fromMs: cutoffs.equityDailyMs, toMs: cutoffs.equityHourlyMs }, HOUR_MS),
    new OldRows(db, {
      ...{ name: 'sweeps', table: 'sweep_points', key: 'sweep, point', where: 'at < ?' },
      ...{ values: [cutoffs.sweepsMs], rowsAStep: 500 },
    }),
    ...(cutoffs.runs > 0 ? [oldRuns(db, cutoffs.runs)] : []),
  ];
}

/** Points in [fromMs, toMs) that are not the last of their stretch of `stepMs`. */
const oldEquity = (db: DatabaseSync, { fromMs, toMs }: Span, stepMs: number) =>
  new OldRows(db, {
    ...{ name: 'equity', table: 'equity', key: 'book, at', values: [fromMs, toMs], rowsAStep: 5_000 },
    where: `at >= ? AND at < ? AND EXISTS (SELECT 1 FROM equity later WHERE later.book = equity.book
      AND later.at > equity.at AND later.at < (equity.at / ${stepMs} + 1) * ${stepMs})`,
  });

const oldRuns = (db: DatabaseSync, kept: number) =>
  new OldRows(db, {
    ...{ name: 'runs', table: 'runs', key: 'id', values: [kept], rowsAStep: 20 },
    where: 'id NOT IN (SELECT id FROM runs ORDER BY at DESC, id LIMIT ?)',
  });

function spaceOf(db: DatabaseSync, path: string): StoreSpace {
  const pragma = (name: string) => numberIn(db.prepare(`PRAGMA ${name}`).get() ?? {}, name);
  const pageBytes = pragma('page_size');
  return {
    bytes: pragma('page_count') * pageBytes,
    freeBytes: pragma('freelist_count') * pageBytes,
    walBytes: statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    shrinks: pragma('auto_vacuum') === INCREMENTAL,
  };
}

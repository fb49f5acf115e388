import type { DatabaseSync } from 'node:sqlite';
import type { Store } from '../ports.ts';
import { BarTable } from './bar-table.ts';
import { CheckpointTable } from './checkpoint-table.ts';
import { CycleTable } from './cycle-table.ts';
import { EquityTable } from './equity-table.ts';
import { openDatabase, openDatabaseReadOnly } from './open.ts';
import { PredictionTable } from './prediction-table.ts';
import { RunTable } from './run-table.ts';
import { SampleTable } from './sample-table.ts';
import { translating, translatingAll, translatingOpening } from './store-error.ts';
import { SweepTable } from './sweep-table.ts';
import { transaction } from './transaction.ts';
import { TryTable } from './try-table.ts';

/**
 * The store in the SQLite file at `path`, made when it is missing.
 * @param options.readOnly for commands that only look: writes fail, and a missing file is an empty store
 * without a file.
 * @throws HiveError (data; config where access is denied), here and from every method: STORE_DAMAGED,
 * STORE_NEWER, STORE_BUSY, STORE_UNREADABLE, DISK_FULL or WRITE_FAILED.
 */
export function openStore(path: string, options: { readOnly?: boolean } = {}): Store {
  const db = options.readOnly ? openDatabaseReadOnly(path) : openDatabase(path);
  try {
    return translatingOpening(path, () => storeOn(db, path));
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The tables of an open database that is up to date. */
export function storeOn(db: DatabaseSync, path: string): Store {
  const bars = new BarTable(db);
  const samples = new SampleTable(db);
  const cycles = new CycleTable(db);
  const predictions = new PredictionTable(db);
  const equity = new EquityTable(db);
  const checkpoints = new CheckpointTable(db);
  const runs = new RunTable(db);
  const tries = new TryTable(db);
  const sweeps = new SweepTable(db);
  return {
    bars: translatingAll(path, bars),
    samples: translatingAll(path, samples),
    cycles: translatingAll(path, cycles),
    predictions: translatingAll(path, predictions),
    equity: translatingAll(path, equity),
    checkpoints: translatingAll(path, checkpoints),
    runs: translatingAll(path, runs),
    tries: translatingAll(path, tries),
    sweeps: translatingAll(path, sweeps),
    transaction: work => translating(path, () => transaction(db, work)),
    close: () => db.close(),
  };
}

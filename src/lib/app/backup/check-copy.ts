import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataError } from '../../core/errors.ts';
import { scanJournal } from '../../store/files/scan-journal.ts';
import { drain } from '../../store/files/verify-journal.ts';
import type { Checkpoint } from '../../store/ports.ts';
import { homePaths } from '../home.ts';
import type { ManifestBody } from './manifest.ts';

/** How databases are copied and checked. */
export interface DatabaseCopies {
  copy(from: string, to: string): void;
  check(path: string): void;
  checkpointIn(path: string): Checkpoint | null;
}

/**
 * Checks a copy of a home that nobody works in: every record of the journal and its chain, every page of the databases,
 * and that the checkpoint belongs to this journal.
 * @returns the end of the journal; null where there is none.
 * @throws HiveError (data) JOURNAL_DAMAGED, STORE_DAMAGED, STORE_NEWER, COPY_TORN
 */
export function checkCopy(root: string, databases: DatabaseCopies): ManifestBody['journal'] {
  const { db, paperBroker, journal } = homePaths(root);
  for (const path of [db, paperBroker]) if (existsSync(path)) databases.check(path);
  const checkpoint = existsSync(db) ? databases.checkpointIn(db) : null;
  let isFound = checkpoint === null;
  const end = drain(scanJournal(journal), ({ seq, hash }) => {
    isFound ||= seq === checkpoint?.seq && hash === checkpoint.hash;
  });
  if (!isFound) throw torn(root, 'the store knows of records that its journal does not hold');
  if (end.torn.length > 0) throw torn(root, 'the journal ends within a record');
  if (!existsSync(journal)) return null;
  return { seq: end.link.seq, hash: end.link.hash, bytes: end.offset, lastAt: end.lastAt };
}

/** The files of a home by their places in a backup. */
export const placeIn = (root: string, path: string): string => join(root, ...path.split('/'));

const torn = (root: string, why: string) =>
  dataError({
    code: 'COPY_TORN',
    message: `The copy in ${root} is not of one moment: ${why}.`,
    next: 'Run it again; when it says the same, check the home: hive journal verify',
  });

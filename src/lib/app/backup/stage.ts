import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { endOfLastLine } from '../../store/files/read-lines.ts';
import { makePrivateFolder, withFile } from '../../store/private-files.ts';
import { writeFailure } from '../../store/write-failure.ts';
import type { Adapters } from '../adapters.ts';
import { type HomePaths, homePaths } from '../home.ts';
import { betweenTicks } from '../patient-locks.ts';
import { type DatabaseCopies, placeIn } from './check-copy.ts';
import { copyPart } from './copy-part.ts';
import { mayBeBackedUp } from './manifest.ts';

/**
 * Copies what a backup holds to `folder`, all of one moment for whoever opens it: the store first, whose checkpoint the
 * journal then still holds; then, while no tick runs, the broker's books and the length of the journal; at last that
 * much of the journal, which only ever grows. The caller holds the training lock.
 * @returns for how long no tick could begin, in milliseconds.
 * @throws HiveError (busy) while a tick goes on for two minutes; (data) DISK_FULL …
 */
export async function stage(
  { paths, clock }: Adapters,
  folder: string,
  databases: DatabaseCopies,
): Promise<number> {
  const copy = homePaths(folder);
  made(copy.state);
  if (existsSync(paths.db)) databases.copy(paths.db, copy.db);
  for (const path of plainFiles(paths)) copyPart(placeIn(paths.root, path), placeIn(folder, path));
  const { bytes, heldMs } = await betweenTicks(paths, async () => {
    const from = clock.monotonic();
    if (existsSync(paths.paperBroker)) databases.copy(paths.paperBroker, copy.paperBroker);
    return { bytes: wholeRecords(paths.journal), heldMs: clock.monotonic() - from };
  });
  if (bytes !== null) copyPart(paths.journal, copy.journal, bytes);
  return Math.ceil(heldMs);
}

function made(folder: string): void {
  try {
    makePrivateFolder(folder);
  } catch (error) {
    throw writeFailure(folder, error);
  }
}

/** Bytes up to the end of the last whole record: a killed tick may have left the beginning of one. */
function wholeRecords(journal: string): number | null {
  const size = lstatSync(journal, { throwIfNoEntry: false })?.size;
  return size === undefined ? null : withFile(journal, 'r', fd => endOfLastLine(fd, size));
}

/** Configuration, models, trades, runs and reports; nothing that is no plain file. */
function plainFiles({ root, config, models, tradeLog, runs, reports }: HomePaths): string[] {
  const found = [config, tradeLog, ...[models, runs, reports].flatMap(filesIn)];
  return found
    .filter(path => lstatSync(path, { throwIfNoEntry: false })?.isFile())
    .map(path => relative(root, path).split(sep).join('/'))
    .filter(mayBeBackedUp);
}

const filesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).map(name => join(folder, name)) : [];

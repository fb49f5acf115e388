import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What SQLite keeps beside a database for those who read it; nothing of the database is in it. */
const SIDE_FILE = /\.db-shm$/;

/** That a run was tried is noted, also of one that is refused: nothing else of the home changes by it. */
const RUN_LOG = /(^|\/)logs\/(?:runs\/|hive\.log)/;

/**
 * Mode and hash of every file below a folder, by its path from there; empty write-ahead logs and the logs of runs are
 * left out.
 */
export function folderPrints(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => isKept(join(folder, name)))
    .sort();
  return Object.fromEntries(files.map(name => [name, printOf(join(folder, name))]));
}

const printOf = (file: string): string =>
  `${(statSync(file).mode & 0o777).toString(8)} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`;

function isKept(file: string): boolean {
  const found = statSync(file);
  return (
    found.isFile() &&
    !SIDE_FILE.test(file) &&
    !RUN_LOG.test(file) &&
    !(file.endsWith('.db-wal') && found.size === 0)
  );
}

import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hive, tempHome } from './cli.ts';
import { CONTROL, TUESDAY, trainedHome } from './small-home.ts';

/** The ticks of a traded home: a buy, its sale and a day without a trade. */
const TICKS = [TUESDAY, '2026-09-23T00:05:00Z', '2026-09-24T00:05:00Z'];

/** Before and after the last tick of a traded home. */
export const BEFORE = '2026-09-23T12:00:00Z';
export const AFTER = '2026-09-24T00:07:00Z';
/** The next day, when a tick decides again. */
export const NEXT_DAY = '2026-09-25T00:05:00Z';

/** A copy of a home, with everything that is in it. */
export function copyOf(home: string): string {
  const copy = tempHome();
  cpSync(home, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

let traded: Promise<string> | undefined;

/** A home of its own with models, bars, a journal of three ticks and two trades; made once. */
export async function tradedHome(): Promise<string> {
  traded ??= trade();
  return copyOf(await traded);
}

async function trade(): Promise<string> {
  const home = await trainedHome();
  for (const at of TICKS) {
    const { code, stderr } = await hive(['trade', 'tick', '--quiet', '--as-of', at], { home, ...CONTROL });
    if (code !== 0) throw new Error(`no tick: ${stderr}`);
  }
  return home;
}

/** Where the files of a home lie. */
export const filesOf = (home: string) => ({
  config: join(home, 'hive.config.json'),
  models: join(home, 'models'),
  pointer: join(home, 'models', 'current.json'),
  state: join(home, 'state'),
  journal: join(home, 'state', 'journal.jsonl'),
  store: join(home, 'state', 'hive.db'),
  books: join(home, 'state', 'paper-broker.db'),
  halt: join(home, 'state', 'HALT'),
});

/** Names and contents of all files of a home, but for SQLite's helper files and the logs of what HIVE did, as one hash. */
export function fingerprint(home: string): string {
  const hash = createHash('sha256');
  for (const name of fileNames(home).filter(file => !/-(?:wal|shm)$|^logs\/(?:runs\/|hive\.log)/.test(file)))
    hash.update(`${name}\n`).update(readFileSync(join(home, name)));
  return hash.digest('hex');
}

/** All plain files below a folder, sorted; empty when there is none. */
export function fileNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

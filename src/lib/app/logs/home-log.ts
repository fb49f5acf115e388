import { existsSync } from 'node:fs';
import { knownSecrets } from '../../config/known-secrets.ts';
import type { Config } from '../../config/schema.ts';
import { HiveError } from '../../core/errors.ts';
import type { HiveLog, LogEntry } from '../../store/files/hive-log.ts';
import type { HomePaths } from '../home.ts';

const MEGABYTE = 1_000_000;
/** Where the configuration cannot be read, which is worth a line too. */
const USUAL: Config['logs'] = { level: 'info', maxMegabytes: 10, files: 5 };

/** How `logs/hive.log` is written to. */
export interface HomeLog {
  /** Never fails: what cannot be logged is done all the same. */
  write(entry: LogEntry): void;
}

/** pino is loaded here, by whoever has something to say: not before, and not where nothing is logged. */
export async function homeLog(
  { hiveLog: path, state }: Pick<HomePaths, 'hiveLog' | 'state'>,
  config: Pick<Config, 'logs'> | null,
): Promise<HomeLog> {
  const { level, maxMegabytes, files } = config?.logs ?? USUAL;
  const { HiveLog } = await import('../../store/files/hive-log.ts');
  const rotation = { maxBytes: maxMegabytes * MEGABYTE, files };
  const log = new HiveLog(path, { level, rotation, secrets: knownSecrets });
  // A home that nothing has worked in yet stays untouched.
  return { write: entry => void (existsSync(state) && quietly(log, entry)) };
}

/** A full disk stops the work itself, which says so. */
function quietly(log: HiveLog, entry: LogEntry): void {
  try {
    log.write(entry);
  } catch (error) {
    if (!(error instanceof HiveError)) throw error;
  }
}

import { fstatSync, ftruncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { canonicalJson } from '../../core/canonical-json.ts';
import { dataError, HiveError } from '../../core/errors.ts';
import { fsyncFolder, makePrivateFolder, withFile } from '../private-files.ts';
import { writeFailure } from '../write-failure.ts';
import { appendDurably } from './append-durably.ts';
import { endOfLastLine, lineEndingAt } from './read-lines.ts';

/** What every line of the log says, whatever else is in it. */
export interface TradeLogEntry {
  /** Number of the journal record that the trade comes from. */
  readonly seq: number;
}

/**
 * Appends one JSON line for each entry that is newer than the newest in the file, durably, making file and
 * folder when missing. The log is a view of the journal: offering the same entries again after a crash loses
 * and doubles nothing, and a torn last line is written anew.
 * @param entries in rising order of `seq`, each with a JSON form.
 * @returns how many lines were written.
 * @throws HiveError (data): TRADE_LOG_DAMAGED when the last line is not ours; DISK_FULL or WRITE_FAILED.
 */
export function appendTrades(path: string, entries: readonly TradeLogEntry[]): number {
  try {
    makePrivateFolder(dirname(path));
    const written = withFile(path, 'a+', fd => appendNewer(fd, path, entries));
    fsyncFolder(dirname(path));
    return written;
  } catch (error) {
    throw error instanceof HiveError ? error : writeFailure(path, error);
  }
}

function appendNewer(fd: number, path: string, entries: readonly TradeLogEntry[]): number {
  const end = endOfLastLine(fd, fstatSync(fd).size);
  const newest = end === 0 ? 0 : newestSeq(fd, path, end);
  ftruncateSync(fd, end);
  const lines = entries.filter(entry => entry.seq > newest).map(entry => `${canonicalJson(entry)}\n`);
  appendDurably(fd, Buffer.from(lines.join('')));
  return lines.length;
}

function newestSeq(fd: number, path: string, end: number): number {
  const seq = seqOf(lineEndingAt(fd, end)?.toString('utf8') ?? '');
  if (seq !== null) return seq;
  throw dataError({
    code: 'TRADE_LOG_DAMAGED',
    message: `The last line of ${path} is not a trade that HIVE wrote.`,
    next: `Move ${path} away: it is written anew from the journal.`,
  });
}

function seqOf(line: string): number | null {
  try {
    const seq: unknown = JSON.parse(line)?.seq;
    return typeof seq === 'number' && Number.isSafeInteger(seq) ? seq : null;
  } catch {
    return null;
  }
}

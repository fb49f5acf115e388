import { existsSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../core/canonical-json.ts';
import { utcDay } from '../../core/clock.ts';
import { DAY_MS } from '../../core/interval.ts';
import { JOBS, type JobName } from '../../core/job.ts';
import { makePrivateFolder, withFile } from '../private-files.ts';
import { writeFailure } from '../write-failure.ts';

/** A run of a job that began; times are UTC epoch milliseconds. */
export interface RunStart {
  readonly job: JobName;
  readonly pid: number;
  readonly startedMs: number;
  /** When the machine was started: a run that began before the next start and has no end was cut off by it. */
  readonly bootMs: number;
  /** How long the machine had slept since then; absent where that is not known. */
  readonly sleptMs?: number | undefined;
}

/** How a run ended. */
export interface RunEnd {
  readonly endedMs: number;
  readonly exitCode: number;
  /** Of the error, or of an outcome that is no success; null for success. */
  readonly code: string | null;
}

/** `end` is null while it runs, and for ever when it was killed. */
export interface JobRun extends RunStart {
  readonly end: RunEnd | null;
}

const DAY_FILE = /^(\d{4}-\d{2}-\d{2})\.jsonl$/;

/**
 * What became of runs: a folder with a file a UTC day, a line when a run begins and one when it ends. Lines are appended
 * by one write each, so that processes do not mix theirs. It is a log, not the truth: never synced, and a line that
 * cannot be read is passed over.
 * @throws HiveError (data, DISK_FULL or WRITE_FAILED; config where access is denied)
 */
export class RunLog {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  begin(start: RunStart): void {
    const { job, pid, startedMs, bootMs, sleptMs } = start;
    const slept = sleptMs === undefined ? {} : { slept: sleptMs };
    this.#append(startedMs, { job, pid, start: startedMs, boot: bootMs, ...slept });
  }

  /** Where runs are noted that begin on the UTC day of `timeMs`. */
  fileOf(timeMs: number): string {
    return join(this.#folder, `${utcDay(timeMs)}.jsonl`);
  }

  /** In the file of the day on which the run began. */
  end({ job, pid, startedMs }: RunStart, { endedMs, exitCode, code }: RunEnd): void {
    this.#append(startedMs, { job, pid, start: startedMs, end: endedMs, exit: exitCode, code });
  }

  /** Runs that began in [fromMs, toMs), oldest first. */
  between(fromMs: number, toMs: number): JobRun[] {
    const runs: JobRun[] = [];
    for (let day = Math.floor(fromMs / DAY_MS) * DAY_MS; day < toMs; day += DAY_MS)
      runs.push(...runsIn(this.fileOf(day)));
    return runs
      .filter(({ startedMs }) => startedMs >= fromMs && startedMs < toMs)
      .sort((a, b) => a.startedMs - b.startedMs);
  }

  /** Removes the days that are over before `beforeMs`. @returns how many. */
  prune(beforeMs: number): number {
    const first = utcDay(beforeMs);
    const old = this.#days().filter(day => day < first);
    for (const day of old) rmSync(join(this.#folder, `${day}.jsonl`), { force: true });
    return old.length;
  }

  /** Start of the oldest day that is kept, UTC epoch milliseconds; null where there is none. */
  firstDayMs(): number | null {
    const first = this.#days().sort()[0];
    return first === undefined ? null : Date.parse(first);
  }

  #days(): string[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder).flatMap(name => DAY_FILE.exec(name)?.[1] ?? []);
  }

  #append(dayMs: number, line: object): void {
    const path = this.fileOf(dayMs);
    try {
      makePrivateFolder(this.#folder);
      withFile(path, 'a', fd => writeSync(fd, `${canonicalJson(line)}\n`));
    } catch (error) {
      throw writeFailure(path, error);
    }
  }
}

function runsIn(path: string): JobRun[] {
  const runs = new Map<string, JobRun>();
  for (const line of linesOf(path)) {
    const read = parsed(line);
    if (!read) continue;
    const key = `${read.job} ${read.pid} ${read.startedMs}`;
    const begun = runs.get(key);
    if (read.end === null) runs.set(key, begun ?? read);
    else runs.set(key, { ...(begun ?? read), end: read.end });
  }
  return [...runs.values()];
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Null for a line that HIVE did not write, or not to its end. */
function parsed(line: string): JobRun | null {
  const found = jsonIn(line);
  if (found === null) return null;
  const { job, pid, start, boot, slept, end, exit, code } = found;
  const name = JOBS.find(known => known === job);
  if (name === undefined || !isTime(pid) || !isTime(start)) return null;
  const run = {
    ...{ job: name, pid, startedMs: start, bootMs: isTime(boot) ? boot : start },
    ...(isTime(slept) ? { sleptMs: slept } : {}),
  };
  if (end === undefined) return { ...run, end: null };
  if (!isTime(end) || !isTime(exit)) return null;
  return { ...run, end: { endedMs: end, exitCode: exit, code: typeof code === 'string' ? code : null } };
}

const isTime = (value: unknown): value is number => Number.isSafeInteger(value);

function jsonIn(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

import { isoTime } from '../../../src/lib/core/clock.ts';
import { SLOT_MS } from '../../../src/lib/core/order.ts';
import { isEntry, type TimedEntry } from '../../../src/lib/journal/entry.ts';
import { type JobRun, RunLog } from '../../../src/lib/store/files/run-log.ts';
import type { Life, Run } from '../life.ts';
import { type Check, kept } from './check.ts';

const keyOf = (job: string, startedMs: number): string => `${job} ${startedMs}`;

/** The record of runs has each run that there was, as it ended, and none in a slot that was missed. */
export function runsAreRecorded({ runs, missed, paths }: Life): Check {
  const recorded = new Map<string, JobRun[]>();
  const [fromMs, toMs] = [0, Number(runs.at(-1)?.asOfMs) + SLOT_MS * 60];
  const all = new RunLog(paths.runs).between(Math.max(fromMs, runs[0]!.asOfMs - 2 * 86_400_000), toMs);
  for (const run of all) {
    const key = keyOf(run.job, run.startedMs);
    recorded.set(key, [...(recorded.get(key) ?? []), run]);
  }
  // A full disk keeps no record, and a process may be killed before it has made one.
  const broken = runs
    .filter(({ event }) => event !== 'disk-full')
    .flatMap(run => wrongRecord(run, recorded.get(keyOf(run.job, run.asOfMs)) ?? []));
  const made = new Set(runs.map(({ job, asOfMs }) => keyOf(job, asOfMs)));
  const strangers = all.filter(({ job, startedMs }) => !made.has(keyOf(job, startedMs)));
  const more = strangers.map(({ job, startedMs }) => `a ${job} at ${isoTime(startedMs)} that nobody started`);
  return kept('record of runs', `${all.length} recorded, ${missed.length} slots missed`, [
    ...broken,
    ...more,
  ]);
}

function wrongRecord({ job, asOfMs, code }: Run, found: readonly JobRun[]): string[] {
  if (code === null) return [];
  const isThere = found.some(({ end }) => end?.exitCode === code);
  return isThere
    ? []
    : [`the ${job} at ${isoTime(asOfMs)} ended with ${code}, recorded is ${JSON.stringify(found)}`];
}

/** A missed slot stays missed: no closing record but of ticks that were started, one a tick at most. */
export function nothingWasCaughtUp({ runs }: Life, entries: readonly TimedEntry[]): Check {
  const starts = new Map<number, number>();
  for (const { job, asOfMs } of runs) if (job === 'tick') starts.set(asOfMs, (starts.get(asOfMs) ?? 0) + 1);
  const ticks = entries.filter(entry => isEntry(entry, 'TICK'));
  const broken: string[] = [];
  for (const { atMs } of ticks) {
    const left = starts.get(atMs) ?? 0;
    if (left === 0) broken.push(`a tick of ${isoTime(atMs)} that nobody started`);
    starts.set(atMs, left - 1);
  }
  return kept('missed ticks', `${ticks.length} ticks came to their end, none was caught up`, broken);
}

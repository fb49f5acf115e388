import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { JobName } from '../../src/lib/core/job.ts';
import type { Ended } from './hands.ts';
import type { AnyManner, Event } from './plan.ts';

/** More than the longest record. */
const TAIL_BYTES = 256 * 1024;
/** So far a clock may go back: it is set right by steps of that size. */
const ALLOWED_BACK_MS = 5_000;

/** What a run is, and what goes on around it. */
export interface Situation {
  readonly job: JobName;
  /** What the clock of the machine says. */
  readonly asOfMs: number;
  readonly manner: AnyManner;
  readonly event: Event | null;
  /** Prune and backup keep ticks and cycles out for a moment. */
  readonly hasUpkeep: boolean;
  readonly journal: string;
}

/** Exit codes that a run may end with; null is that it was killed. To be asked before it begins. */
export function codesOf(situation: Situation): readonly (number | null)[] {
  const { manner, hasUpkeep } = situation;
  return [
    codeOf(situation),
    ...(manner === 'killed' ? [null] : []),
    ...(manner === 'disk-fills' ? [0] : []),
    ...(manner === 'overlapping' || hasUpkeep ? [75] : []),
  ];
}

function codeOf({ job, asOfMs, event, journal }: Situation): number {
  // Pruning is what makes room.
  if (event === 'disk-full') return job === 'prune' ? 0 : 4;
  if (event === 'bad-config') return 3;
  if (job === 'tick' && lastRecordMs(journal) - asOfMs > ALLOWED_BACK_MS) return 4;
  return job === 'tick' && event === 'halted' ? 6 : 0;
}

/** What was wrong with how runs of one slot ended, in words. */
export function wrongEnds(
  ends: readonly Ended[],
  { codes, hasUpkeep }: { readonly codes: readonly (number | null)[]; readonly hasUpkeep: boolean },
): string[] {
  const leftAll = !hasUpkeep && ends.length > 0 && ends.every(({ code }) => code === 75);
  return [
    ...ends.flatMap(({ code, stderr, stdout }) => [
      ...(codes.includes(code) ? [] : [`ended with ${code}, not ${codes.join(' or ')}: ${stderr.trim()}`]),
      ...(stdout === '' ? [] : [`--quiet printed: ${stdout.slice(0, 200)}`]),
    ]),
    ...(leftAll ? ['each left the work to the other'] : []),
  ];
}

/** Time of the newest whole record of a journal; -Infinity when there is none. */
function lastRecordMs(path: string): number {
  if (!existsSync(path)) return Number.NEGATIVE_INFINITY;
  const { size } = statSync(path);
  const fd = openSync(path, 'r');
  const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
  readSync(fd, tail, 0, tail.length, size - tail.length);
  closeSync(fd);
  const line = tail.toString('utf8').split('\n').at(-2);
  return line === undefined ? Number.NEGATIVE_INFINITY : Date.parse((JSON.parse(line) as { at: string }).at);
}

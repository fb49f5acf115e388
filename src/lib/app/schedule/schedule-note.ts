import { chownSync, statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { minutesOf, type ScheduleSettings } from '../../schedule/plan.ts';
import { StateNoteFile } from '../../store/files/state-note.ts';
import type { HomePaths } from '../home.ts';
import { makeStateFolder } from '../private-folders.ts';

const note = z.object({
  by: z.enum(['cron', 'systemd', 'run']),
  sinceMs: z.number(),
  tickMinutes: z.number(),
  cycleMinutes: z.number(),
  daily: z.string(),
  timeZone: z.string(),
  endedMs: z.number().optional(),
});

/** What starts the jobs of a home, since when (epoch milliseconds) and how often; with `endedMs` nothing does now. */
export type ScheduleNote = z.infer<typeof note>;

/** Null when nothing was ever noted, or nothing that can be read. */
export function readScheduleNote({ scheduleNote }: HomePaths): ScheduleNote | null {
  const result = note.safeParse(new StateNoteFile(scheduleNote).read());
  return result.success ? result.data : null;
}

/**
 * Something starts the jobs from now on; what does so already, in the same rhythm, goes on since then. So does a
 * `hive schedule run` that was killed: the slots until it was begun anew are missed ones, and nothing is written, so
 * that it begins on a full disk too, which its prune makes room on.
 * @returns since when, epoch milliseconds
 * @throws HiveError (config or data) when it cannot be written.
 */
export function noteBegin(
  paths: HomePaths,
  { by, nowMs }: { readonly by: ScheduleNote['by']; readonly nowMs: number },
  { tick, cycle, daily, timeZone }: ScheduleSettings,
): number {
  const rhythm = { tickMinutes: minutesOf(tick), cycleMinutes: minutesOf(cycle), daily, timeZone };
  const last = readScheduleNote(paths);
  const goesOn = last !== null && isDeepStrictEqual(last, { by, sinceMs: last.sinceMs, ...rhythm });
  if (goesOn) return last.sinceMs;
  write(paths, { by, sinceMs: nowMs, ...rhythm });
  return nowMs;
}

/** Nothing starts the jobs any more. */
export function noteEnd(paths: HomePaths, endedMs: number): void {
  const last = readScheduleNote(paths);
  if (last && last.endedMs === undefined) write(paths, { ...last, endedMs });
}

function write(paths: HomePaths, value: ScheduleNote): void {
  makeStateFolder(paths);
  new StateNoteFile(paths.scheduleNote).write(value);
  // Units of the machine are installed by root, for a home that is somebody else's.
  const { uid, gid } = statSync(paths.root);
  if (process.getuid?.() === 0 && uid !== 0)
    for (const path of [paths.state, paths.scheduleNote]) chownSync(path, uid, gid);
}

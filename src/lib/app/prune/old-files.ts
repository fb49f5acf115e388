import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DAY_MS } from '../../core/interval.ts';
import { strayTemps } from '../../store/files/atomic-write.ts';
import { rotatedName, rotatedNumbers } from '../../store/files/rotating-file.ts';
import { isAccessDenied } from '../../store/private-files.ts';
import { writeFailure } from '../../store/write-failure.ts';
import type { HomePaths } from '../home.ts';
import type { FileCutoffs } from './cutoffs.ts';

export const FILE_PARTS = ['logs', 'run-days', 'temps', 'repairs', 'reports'] as const;

export type FilePart = (typeof FILE_PARTS)[number];

export interface OldFile {
  readonly part: FilePart;
  readonly path: string;
  readonly bytes: number;
}

export interface OldFilesOf {
  readonly paths: HomePaths;
  readonly cutoffs: FileCutoffs;
  /** `logs.files`. */
  readonly logFiles: number;
}

/** Files of a home that nobody needs any more, what frees most first. None of them is the journal or in its place. */
export function oldFiles({ paths, cutoffs, logFiles }: OldFilesOf): OldFile[] {
  const { hiveLog, runs, reports, models, state, logs, data, root, journal } = paths;
  const temps = [state, logs, runs, reports, models, data, root].flatMap(folder =>
    strayTemps(folder).map(name => join(folder, name)),
  );
  return [
    ...sized(
      'logs',
      rotatedNumbers(hiveLog)
        .filter(number => number >= logFiles)
        .map(number => rotatedName(hiveLog, number)),
    ),
    ...sized('temps', temps),
    ...sized('reports', dated(reports, cutoffs.reportsMs)),
    ...sized('run-days', dated(runs, cutoffs.runsMs)),
    ...sized('repairs', tornPieces(journal, cutoffs.repairsMs)),
  ];
}

/** @throws HiveError (config or data, WRITE_FAILED) */
export function removeFile({ path }: OldFile): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw writeFailure(path, error);
  }
}

const sized = (part: FilePart, paths: readonly string[]): OldFile[] =>
  paths.flatMap(path => {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found?.isFile() ? [{ part, path, bytes: found.size }] : [];
  });

/** Files whose name tells a day or a week that was over before `beforeMs`. */
const dated = (folder: string, beforeMs: number): string[] =>
  namesIn(folder)
    .filter(name => (endOfPeriod(name) ?? Number.POSITIVE_INFINITY) <= beforeMs)
    .map(name => join(folder, name));

/** The end of the day (`2026-11-22`) or, at the latest, of the week (`2026-W47`) that a name tells. */
function endOfPeriod(name: string): number | null {
  const day = /(?:^|[^\d])(\d{4}-\d\d-\d\d)(?:[^\d]|$)/.exec(name)?.[1];
  if (day !== undefined) return Number.isNaN(Date.parse(day)) ? null : Date.parse(day) + DAY_MS;
  const week = /(?:^|[^\d])(\d{4})-W(\d\d)(?:[^\d]|$)/.exec(name);
  // Week 1 ends on 10 January at the latest (ISO 8601).
  return week ? Date.UTC(Number(week[1]), 0, 4 + 7 * Number(week[2])) : null;
}

/** What was moved aside from the end of a journal, by when. */
function tornPieces(journal: string, beforeMs: number): string[] {
  const beginning = `${basename(journal)}.torn-`;
  return namesIn(dirname(journal))
    .filter(name => name.startsWith(beginning))
    .map(name => join(dirname(journal), name))
    .filter(path => (lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? beforeMs) < beforeMs);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isAccessDenied(error)) throw writeFailure(folder, error);
    return [];
  }
}

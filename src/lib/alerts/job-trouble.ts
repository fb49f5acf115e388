import { EXIT } from '../core/errors.ts';
import { JOB_COMMANDS, type JobName } from '../core/job.ts';
import type { Trouble } from './alert.ts';

/** How a run of a job ended; null while it runs, or when it was killed. */
export interface EndedRun {
  readonly startedMs: number;
  readonly end: { readonly exitCode: number; readonly code: string | null } | null;
}

/** The run that has just ended, and those of the same job before it. */
export interface JobLook {
  readonly job: JobName;
  /** Oldest first. */
  readonly before: readonly EndedRun[];
  readonly exitCode: number;
  readonly code: string | null;
  readonly message: string | null;
}

/** Codes of what a check of the home says better: one trouble has one key, whoever sees it. */
const COVERED: readonly (readonly [code: RegExp, key: string])[] = [
  [/^HALTED$/, 'halt'],
  [/^NOT_ARMED$/, 'arming'],
  [/^(?:DISK_FULL|DISK_LOW|NO_SPACE)$/, 'disk'],
  [/^JOURNAL_/, 'journal'],
  [/^STORE_DAMAGED$/, 'store'],
];

/** 128 and the number of a signal, as shells have it: somebody stopped it. */
const isStopped = (exitCode: number): boolean => exitCode > 128;
/** Whether a run says nothing of the health of its job. */
const isNeutral = (exitCode: number): boolean => exitCode === EXIT.busy || isStopped(exitCode);
/** What may pass by itself: data that are missing, a network. */
const mayPass = (exitCode: number): boolean => exitCode === EXIT.data || exitCode === EXIT.broker;
/** Once a day is too seldom to wait for a second time. */
const isFrequent = (job: JobName): boolean => job === 'tick' || job === 'cycle';

/**
 * The trouble that a job is in by its last runs; null for none. What may pass by itself counts from `after` failures in
 * a row on, everything else at once. Runs that were stopped, or found another running, count for nothing.
 */
export function jobTrouble(look: JobLook, after: number): Trouble | null {
  const { job, exitCode, code, message } = look;
  if (exitCode === EXIT.done || isNeutral(exitCode)) return null;
  const times = 1 + failuresAtEnd(look.before);
  if (mayPass(exitCode) && isFrequent(job) && times < after) return null;
  const word = code ?? `EXIT_${exitCode}`;
  const often = times > 1 ? ` ${times} times in a row` : '';
  const why = message === null ? '.' : `: ${message}`;
  return {
    key: keyOf(job, word),
    severity: 'problem',
    says: `hive ${JOB_COMMANDS[job].join(' ')} failed${often} (exit code ${exitCode}, ${word})${why}`,
    todo: 'See what is wrong: hive doctor',
  };
}

const keyOf = (job: JobName, code: string): string =>
  COVERED.find(([pattern]) => pattern.test(code))?.[1] ?? `job.${job}.${code}`;

function failuresAtEnd(runs: readonly EndedRun[]): number {
  const told = runs.flatMap(({ end }) => (end && !isNeutral(end.exitCode) ? [end.exitCode] : []));
  const lastSuccess = told.lastIndexOf(EXIT.done);
  return told.length - 1 - lastSuccess;
}

import type { z } from 'zod';
import { isoTime } from '../../core/clock.ts';
import { runWords } from '../../schedule/slot-words.ts';
import type { run } from '../schemas/runs.ts';
import type { JudgedRun } from './run-accounts.ts';

export type RunView = z.infer<typeof run>;

/** A run as it is shown. */
export const runView = ({ job, startedMs, end, fate, cause }: JudgedRun): RunView => ({
  job,
  startedAt: isoTime(startedMs),
  endedAt: end && isoTime(end.endedMs),
  tookMs: end && end.endedMs - startedMs,
  exitCode: end?.exitCode ?? null,
  code: end?.code ?? null,
  outcome: fate,
  cause,
  says: runWords(fate, cause, end),
});

import type { z } from 'zod';
import { isoTime } from '../../core/clock.ts';
import type { JobName } from '../../core/job.ts';
import { isDone, spansOf, sumsOf } from '../../schedule/slot-sums.ts';
import { slotWords } from '../../schedule/slot-words.ts';
import type { schema } from '../schemas/runs.ts';
import { type Accounted, type AccountSpan, accountOfRuns, type JobAccount } from './run-accounts.ts';
import { runView } from './run-view.ts';
import { scheduledView } from './runs-summary.ts';

export type RunsReport = z.infer<typeof schema>;

export interface RunsQuestion extends AccountSpan {
  /** Only this one; null for all. */
  readonly job: JobName | null;
  /** Only slots and runs whose work was not done. */
  readonly missed: boolean;
}

/** The runs of a stretch of time, and what became of each slot in it. */
export function runsReport(home: Accounted, { job, missed, ...span }: RunsQuestion): RunsReport {
  const account = accountOfRuns(home, span);
  const jobs = account.jobs.filter(each => job === null || each.job === job);
  const runs = jobs.flatMap(own => own.runs).sort((a, b) => a.startedMs - b.startedMs);
  return {
    from: isoTime(span.fromMs),
    to: isoTime(span.toMs),
    scheduled: scheduledView(account.note),
    jobs: jobs.map(own => jobReport(own, missed)),
    runs: runs.filter(({ fate }) => !missed || !['worked', 'running'].includes(fate)).map(runView),
  };
}

function jobReport({ job, scheduled, slots }: JobAccount, missed: boolean): RunsReport['jobs'][number] {
  const spans = spansOf(slots).filter(({ verdict }) => !missed || !isDone(verdict));
  return {
    job,
    words: scheduled?.words ?? null,
    ...sumsOf(slots),
    spans: spans.map(({ fromMs, toMs, slots: count, ...judgement }) => ({
      ...{ from: isoTime(fromMs), to: isoTime(toMs), slots: count, ...judgement },
      says: slotWords(judgement),
    })),
  };
}

import type { JobSummary, RunsSummary } from '../../lib/app/runs/runs-summary.ts';
import { span, utcMinute } from '../times.ts';
import type { Fact } from './facts.ts';

/** How the jobs fared in the last 24 hours, in the lines of a status. */
export function runsFacts({ scheduled, jobs }: RunsSummary): Fact[] {
  const last = jobs.flatMap(({ job, last: run }) => (run ? [`${job} ${lastText(run)}`] : []));
  const next = jobs.flatMap(({ job, next: at }) => (at === null ? [] : [`${job} ${timeOf(at)}`]));
  return [
    ...(last.length === 0 ? [] : [['Last runs', last.join('; ')] as const]),
    ['Next runs', scheduled ? next.join(', ') : 'nothing starts hive by itself: hive schedule install'],
    ...slotFacts(jobs),
  ];
}

const lastText = ({ startedAt, says, tookMs }: NonNullable<JobSummary['last']>): string =>
  `${dayTime(startedAt)} ${says}${tookMs === null ? '' : ` in ${span(tookMs)}`}`;

/** `11-26 04:10Z`: it may be of some days ago. */
const dayTime = (iso: string): string => utcMinute(Date.parse(iso)).slice(5);

/** `04:10Z`: all of it is within a day. */
const timeOf = (iso: string): string => utcMinute(Date.parse(iso)).slice(11);

function slotFacts(jobs: readonly JobSummary[]): Fact[] {
  const judged = jobs.filter(({ slots }) => slots > 0);
  if (judged.length === 0) return [];
  const done = judged.map(({ job, slots, undone }) => `${job} ${slots - undone} of ${slots}`);
  const bad = judged.filter(({ undone }) => undone > 0);
  return [
    ['Last 24 h', `${done.join(', ')} slots`],
    ...bad.map(({ job, why }): Fact => [`  ${job}`, `without: ${why}`]),
  ];
}

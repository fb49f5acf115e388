import type { RunStarted } from '../../lib/app/schedule/run.ts';
import { table } from '../table.ts';
import { utcMinute } from '../times.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const COLUMNS = [
  { header: 'Job', priority: 2 },
  { header: 'When', priority: 0 },
  { header: 'First run', priority: 1 },
];

/** What is going to be run, shown once at the start. */
export function renderScheduleRun({ jobs, serve }: RunStarted, screen: Screen): string {
  const rows = jobs.map(({ job, words, next }) => [job, words, utcMinute(Date.parse(next))]);
  return page(screen, [
    table(COLUMNS, rows, screen),
    serve ? 'The dashboards are served as well.' : '',
    wrap('Stop it with Ctrl-C: a running tick may finish. A second Ctrl-C ends it at once.', screen.width),
  ]);
}

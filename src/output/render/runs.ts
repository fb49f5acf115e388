import type { RunsReport } from '../../lib/app/runs/runs-report.ts';
import { decimal } from '../numbers.ts';
import { table } from '../table.ts';
import { span, utcMinute } from '../times.ts';
import { type Fact, facts } from './facts.ts';
import { plural } from './plural.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

type Job = RunsReport['jobs'][number];

/** How many runs are shown where nothing says which slots they belong to. */
const MOST_RUNS = 40;

/** What came of each job, then slots in a row of which the same is to be said, or each run. */
export function renderRuns(report: RunsReport, { each }: { readonly each: boolean }, screen: Screen): string {
  const { from, to, scheduled, jobs } = report;
  const hasSlots = jobs.some(({ slots }) => slots > 0);
  const period = `${utcMinute(Date.parse(from))} to ${utcMinute(Date.parse(to))}`;
  return page(screen, [
    facts(
      [
        ['Period', period],
        ['Started by', scheduled ? `${scheduled.by}, since ${timeOf(scheduled.since)}` : NOTHING],
        ...jobs.flatMap(jobFacts),
      ],
      screen,
    ),
    hasSlots && !each ? spanTable(report, screen) : runTable(report, { each }, screen),
  ]);
}

const NOTHING = 'nothing: no slot can be missed. To change that: hive schedule install';

function jobFacts({ job, words, slots, counts, longestGapMs }: Job): Fact[] {
  if (slots === 0) return [];
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  const gap = longestGapMs > 0 ? `; longest gap ${span(longestGapMs)}` : '';
  return [
    [
      job,
      `${words ?? ''}: ${plural(slots, 'slot')}, ${told.map(([verdict, count]) => `${decimal(count, 0)} ${verdict}`).join(', ')}${gap}`,
    ],
  ];
}

const right = 'right' as const;
const timeOf = (iso: string): string => utcMinute(Date.parse(iso));

function spanTable({ jobs }: RunsReport, screen: Screen): string {
  const spans = jobs.flatMap(({ job, spans: own }) => own.map(each => ({ job, ...each })));
  if (spans.length === 0) return 'No slot was missed.';
  const sorted = spans.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const columns = [
    { header: 'Job', priority: 1 },
    { header: 'From', priority: 1, minWidth: 12 },
    { header: 'To', priority: 2, minWidth: 12 },
    { header: 'Slots', priority: 1, align: right },
    { header: 'What', priority: 1, minWidth: 28 },
  ];
  const rows = sorted.map(({ job, from, to, slots, verdict, says }) => [
    ...[job, dayTime(from), dayTime(to), decimal(slots, 0)],
    verdict === 'missed' ? `missed, ${says}` : says,
  ]);
  return table(columns, rows, screen);
}

/** `11-26 12:02Z`: the period says the year. */
const dayTime = (iso: string): string => timeOf(iso).slice(5);

function runTable({ runs }: RunsReport, { each }: { readonly each: boolean }, screen: Screen): string {
  if (runs.length === 0) return 'No run.';
  const shown = each ? runs : runs.slice(-MOST_RUNS);
  const columns = [
    { header: 'Job', priority: 1 },
    { header: 'Began', priority: 1, minWidth: 12 },
    { header: 'Took', priority: 2, align: right },
    { header: 'How it ended', priority: 1, minWidth: 20 },
  ];
  const rows = shown.map(({ job, startedAt, tookMs, says }) => [job, dayTime(startedAt), span(tookMs), says]);
  const note =
    shown.length < runs.length
      ? `\n${wrap(`The newest ${shown.length} of ${decimal(runs.length, 0)} runs; all of them: --each.`, screen.width)}`
      : '';
  return table(columns, rows, screen) + note;
}

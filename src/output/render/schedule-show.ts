import type { ScheduleShown, ShownJob } from '../../lib/app/schedule/show.ts';
import { paint } from '../paint.ts';
import { table } from '../table.ts';
import { utcMinute } from '../times.ts';
import { type Fact, facts } from './facts.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

/** What starts the jobs, what is wrong with it, then a block for each job. */
export function renderSchedule(shown: ScheduleShown, screen: Screen): string {
  return page(screen, [
    facts(startedBy(shown), screen),
    ...shown.drift.map(sentence => paint(screen, 'yellow', wrap(sentence, screen.width))),
    shown.drift.length > 0 ? wrap('Bring it up to date: hive schedule install', screen.width) : '',
    ...shown.jobs.map(job => jobBlock(job, screen)),
    wrap(
      `Local is ${shown.localZone}. NYSE: the stock market is open then; coins trade always.`,
      screen.width,
    ),
  ]);
}

function startedBy({ installed, since }: ScheduleShown): Fact[] {
  if (installed.length === 0)
    return [['Started by', 'nothing: jobs run when you run them. To change that: hive schedule install']];
  const who = installed.map(({ by, scope, process }) => {
    if (by === 'run') return `hive schedule run, process ${process}`;
    return by === 'cron' ? 'cron' : `systemd, units of the ${scope === 'user' ? 'user' : 'machine'}`;
  });
  const names: Fact = ['Started by', who.join('; ')];
  return since === null ? [names] : [names, ['Since', utcMinute(Date.parse(since))]];
}

const COLUMNS = [
  { header: 'UTC', priority: 3 },
  { header: 'Local', priority: 2 },
  { header: 'New York', priority: 1 },
  { header: 'NYSE', priority: 0 },
];

function jobBlock({ job, words, next }: ShownJob, screen: Screen): string {
  const rows = next.map(({ at, local, market, marketOpen }) => [
    monthOn(utcMinute(Date.parse(at))),
    monthOn(local),
    monthOn(market),
    marketOpen ? 'open' : '–',
  ]);
  return `${wrap(`${job}: ${words}`, screen.width)}\n${table(COLUMNS, rows, screen)}`;
}

/** `11-26 12:02` of `2026-11-26 12:02`: the next runs are near. */
const monthOn = (time: string): string => time.slice(5);

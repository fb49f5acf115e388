import { isoTime } from '../../core/clock.ts';
import { drift } from '../schedule/drift.ts';
import { installed, inWords } from '../schedule/installed.ts';
import { thisMachine } from '../schedule/machine.ts';
import { readScheduleNote } from '../schedule/schedule-note.ts';
import { plannedJobs } from '../schedule/schedule-plan.ts';
import { type Check, type DoctorContext, type Finding, info, ok, warning } from './check.ts';

/** Each program with what it prints of its plans. */
const SOURCES = [
  { program: 'systemctl', args: ['--user', 'list-timers', '--all', '--no-legend', '--no-pager'] },
  { program: 'crontab', args: ['-l'] },
] as const;

const INSTALL = 'Install the schedule again: hive schedule install';

/** What `hive schedule install` put in, or else what somebody wrote by hand. */
export const timers: Check = {
  id: 'timers',
  title: 'Timers',
  asksBroker: false,
  async look(context) {
    const [systemd, crontab] = await Promise.all(
      SOURCES.map(({ program, args }) => context.run(program, args)),
    );
    return ownSchedule(context, crontab ?? null) ?? byHand([systemd ?? '', crontab ?? '']) ?? none(context);
  },
};

function ownSchedule({ adapters, environment }: DoctorContext, crontab: string | null): Finding | null {
  const { paths, config } = adapters;
  const bytes = crontab === null ? null : Buffer.from(crontab, 'utf8').toString('latin1');
  const found = installed(thisMachine(environment), paths, bytes);
  const words = inWords(found);
  if (words.length === 0) return null;
  const note = readScheduleNote(paths);
  const since = note && note.endedMs === undefined ? `, since ${isoTime(note.sinceMs)}` : '';
  const seen = `${words.join('; ')} runs this home${since}`;
  if (words.length > 1)
    return warning(`${words.join(' and ')} run the same jobs`, 'Keep one: hive schedule uninstall');
  const [first] = drift(found, plannedJobs(config), null);
  return first === undefined ? ok(seen) : warning(`${seen}; ${first}`, INSTALL);
}

function byHand(printed: readonly string[]): Finding | null {
  const found = SOURCES.flatMap(({ program }, i) => {
    const lines = mentions(printed[i] ?? '');
    return lines === 0 ? [] : [`${program}: ${lines} of hive`];
  });
  return found.length > 0 ? ok(found.join('; ')) : null;
}

function none({ adapters: { paths } }: DoctorContext): Finding {
  const note = readScheduleNote(paths);
  if (note && note.endedMs === undefined)
    return warning(
      `${note.by === 'run' ? 'hive schedule run' : note.by} was to start hive since ${isoTime(note.sinceMs)}, but does not`,
      note.by === 'run' ? 'Start it again: hive schedule run' : INSTALL,
    );
  return info(
    'none starts hive: it runs when you run it',
    'Let cron or systemd do it: hive schedule install',
  );
}

const mentions = (text: string): number =>
  text.split('\n').filter(line => /\bhive\b/i.test(line) && !line.trim().startsWith('#')).length;

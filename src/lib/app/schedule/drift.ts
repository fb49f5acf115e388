import { JOB_COMMANDS, JOBS, type JobName } from '../../core/job.ts';
import type { Program } from '../../schedule/command-line.ts';
import { crontabWord } from '../../schedule/crontab-lines.ts';
import type { PlannedJob } from '../../schedule/plan.ts';
import { commandWord } from '../../schedule/units/unit-text.ts';
import type { Installed } from './installed.ts';
import type { InstalledUnits } from './unit-files.ts';

/** When something starts a job, in its own words. */
type Times = ReadonlyMap<JobName, string>;

/**
 * Sentences on how what is installed differs from what would be installed now; none when it does not.
 * @param program null where it does not matter which Node and which HIVE are started
 */
export const drift = (
  { cron, units }: Pick<Installed, 'cron' | 'units'>,
  jobs: readonly PlannedJob[],
  program: Pick<Program, 'node' | 'script'> | null,
): string[] => {
  const words = program === null ? [] : [program.node, program.script];
  return [
    ...(cron ? cronDrift(cron, jobs, words) : []),
    ...units.flatMap(each => unitDrift(each, jobs, words)),
  ];
};

function cronDrift(
  lines: readonly string[],
  jobs: readonly PlannedJob[],
  words: readonly string[],
): string[] {
  const wanted = new Map(jobs.map(({ job, expression, timeZone }) => [job, `${expression} ${timeZone}`]));
  return [
    ...differences(cronTimes(lines), wanted, 'the crontab'),
    ...strangers(lines.join('\n'), words.map(crontabWord), 'The crontab'),
  ];
}

/** `10 4 * * * UTC`: the fields, then the zone that was set before them. */
function cronTimes(lines: readonly string[]): Times {
  const times = new Map<JobName, string>();
  let zone = '';
  for (const line of lines) {
    const set = /^CRON_TZ=(.*)$/.exec(line);
    if (set) zone = set[1]!;
    const job = jobIn(line);
    if (job) times.set(job, `${line.split(' ').slice(0, 5).join(' ')} ${zone}`);
  }
  return times;
}

const jobIn = (line: string): JobName | undefined =>
  JOBS.find(job => line.includes(` ${JOB_COMMANDS[job].join(' ')} --home `));

function unitDrift(
  { files }: InstalledUnits,
  jobs: readonly PlannedJob[],
  words: readonly string[],
): string[] {
  const found = new Map<JobName, string>();
  for (const { name, text } of files) {
    const job = JOBS.find(each => name.endsWith(`-${each}.timer`));
    const calendar = /^OnCalendar=(.*)$/m.exec(text)?.[1];
    if (job && calendar !== undefined) found.set(job, calendar);
  }
  const services = files.filter(({ text }) => text.includes(' --quiet')).map(({ text }) => text);
  return [
    ...differences(found, new Map(jobs.map(({ job, calendar }) => [job, calendar])), 'systemd'),
    ...services.flatMap(text => strangers(text, words.map(commandWord), 'systemd')).slice(0, 1),
  ];
}

function differences(found: Times, wanted: Times, where: string): string[] {
  return JOBS.flatMap(job => {
    const [now, then] = [found.get(job), wanted.get(job)];
    if (now === then) return [];
    if (now === undefined) return [`${job} should run, but ${where} does not start it.`];
    if (then === undefined) return [`${job} should not run, but ${where} starts it.`];
    return [`${job}: ${where} says "${now}", the settings say "${then}".`];
  });
}

const strangers = (text: string, words: readonly string[], who: string): string[] =>
  words.every(word => text.includes(`${word} `))
    ? []
    : [`${who} starts another Node or another installation of HIVE than this one.`];

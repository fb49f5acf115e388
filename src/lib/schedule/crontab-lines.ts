import { configError } from '../core/errors.ts';
import { checkPaths, jobCommand, type Program } from './command-line.ts';
import type { PlannedJob } from './plan.ts';

/** Words that a shell reads as they are. */
const PLAIN = /^[\w/.,:=+@-]+$/;

/** Vixie's cron, and with it Debian's, refuses a longer command (MAX_COMMAND in its cron.h). */
const MAX_COMMAND_BYTES = 998;

/**
 * The lines of a crontab that start these jobs, each zone before its jobs. `CRON_TZ` is of cronie; a cron that does not
 * know it hands it to the command, which does not mind, and reads times in the zone of the machine.
 * @throws HiveError (config, BAD_PATH) on paths that a crontab cannot hold.
 */
export function crontabLines(jobs: readonly PlannedJob[], program: Program): string[] {
  // Crons disagree about what a backslash before a letter is.
  checkPaths(program, ['\\']);
  let zone = '';
  return jobs.flatMap(planned => {
    const line = jobLine(planned, program);
    if (planned.timeZone === zone) return [line];
    zone = planned.timeZone;
    return [`CRON_TZ=${zone}`, line];
  });
}

function jobLine({ job, expression }: PlannedJob, program: Program): string {
  const command = jobCommand(program, job).map(crontabWord).join(' ');
  if (Buffer.byteLength(command) > MAX_COMMAND_BYTES) throw tooLong(program);
  return `${expression} ${command}`;
}

/** Quoted for sh without a backslash, then for cron: a percent sign that is not escaped ends the command (crontab(5)). */
export function crontabWord(word: string): string {
  const quoted = PLAIN.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;
  return quoted.replaceAll('%', '\\%');
}

const tooLong = ({ home }: Program) =>
  configError({
    code: 'BAD_PATH',
    message: `The paths of this home are too long for a line of a crontab: ${home}`,
    next: 'Use systemd: hive schedule install --systemd',
  });

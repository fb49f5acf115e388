import { configError } from '../core/errors.ts';
import { JOB_COMMANDS, type JobName } from '../core/job.ts';

/** What a schedule starts: absolute paths, since cron and systemd know no working folder and hardly a PATH. */
export interface Program {
  readonly node: string;
  /** bin/run.js of this installation. */
  readonly script: string;
  readonly home: string;
  /** A configuration file beside the home's own; null for that. */
  readonly configFile: string | null;
}

/** The words of a command of `hive` as a schedule runs it: silent on success, about one home. */
export const commandLine = ({ node, script, home, configFile }: Program, words: readonly string[]) => [
  node,
  script,
  ...words,
  '--home',
  home,
  ...(configFile === null ? [] : ['--config', configFile]),
  '--quiet',
];

export const jobCommand = (program: Program, job: JobName): string[] =>
  commandLine(program, JOB_COMMANDS[job]);

/** Control characters of any kind: a line end would begin a line of its own in a crontab or a unit. */
const UNWRITABLE = /\p{Cc}/u;

/** @throws HiveError (config, BAD_PATH) on a path that a schedule cannot hold; `alsoBad` are further characters. */
export function checkPaths({ node, script, home, configFile }: Program, alsoBad: readonly string[]): void {
  for (const path of [node, script, home, configFile ?? '']) {
    const bad = UNWRITABLE.test(path) ? 'a control character' : alsoBad.find(each => path.includes(each));
    if (bad === undefined) continue;
    throw configError({
      code: 'BAD_PATH',
      message: `A schedule cannot hold ${bad.length === 1 ? `"${bad}"` : bad} of the path ${JSON.stringify(path)}.`,
      next: 'Move or rename that folder, or run: hive schedule run',
    });
  }
}

import { EXIT } from '../../core/errors.ts';
import { type JobEnd, type JobHome, quietly } from '../jobs/running-job.ts';
import { homeLog } from './home-log.ts';
import { levelOf } from './log-run.ts';

/** What a person does to a home: a few words, and why where they said it. */
export interface Deed {
  readonly what: string;
  readonly reason?: string | undefined;
}

type DeedEnd = Pick<JobEnd, 'exitCode' | 'code' | 'message' | 'warnings'>;

/** Writes what a person did, or tried to do, to the log of the home; a deed does not fail for its log. */
export const logDeed = (home: JobHome, deed: Deed, end: DeedEnd): Promise<void> =>
  quietly(home.warn, () => write(home, deed, end));

async function write({ paths, config, clock }: JobHome, { what, reason }: Deed, end: DeedEnd): Promise<void> {
  const log = await homeLog(paths, config);
  const { exitCode, code, message, warnings } = end;
  const said = reason === undefined ? what : `${what}: ${reason}`;
  log.write({
    level: levelOf(end),
    atMs: clock.now(),
    message: message === null ? said : `${said} failed: ${message}`,
    facts: { event: 'deed', exitCode, code: exitCode === EXIT.done ? null : code, warnings },
  });
}

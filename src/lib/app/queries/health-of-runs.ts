import { EXIT } from '../../core/errors.ts';
import { durationMs } from '../../core/interval.ts';
import type { JobName } from '../../core/job.ts';
import type { Reading } from '../reading.ts';
import { type JobSummary, type RunsSummary, runsSummary } from '../runs/runs-summary.ts';
import { type Finding, info, type LookAt, minute, ok, warning } from './health-finding.ts';

/** Intervals after which something that comes round is stale. */
const STALE_AFTER = 2;
/** When more of the slots of a job than this were not used, a person should see to it. */
export const MISSED_SHARE = 0.1;

/** How often ticks and cycles are to run, milliseconds: as it is installed, else as the settings say. */
export function rhythmOf(home: Reading): { readonly tickEveryMs: number; readonly cycleEveryMs: number } {
  const { jobs } = runsSummary(home);
  const { schedule } = home.config;
  const everyMs = (job: JobName, setting: string): number =>
    jobs.find(each => each.job === job)?.everyMs ?? durationMs(setting)!;
  return { tickEveryMs: everyMs('tick', schedule.tick), cycleEveryMs: everyMs('cycle', schedule.cycle) };
}

export const tick: LookAt = (home, { state }) =>
  aged(home, {
    job: 'tick',
    last: state?.lastTickMs ?? null,
    everyMs: rhythmOf(home).tickEveryMs,
    name: 'tick',
    command: 'hive trade tick',
  });

export const cycle: LookAt = async home => {
  const [last] = (await home.storeToRead()).cycles.last(1);
  return aged(home, {
    job: 'cycle',
    last: last?.atMs ?? null,
    everyMs: rhythmOf(home).cycleEveryMs,
    name: 'training cycle',
    command: 'hive train cycle',
  });
};

interface Age {
  readonly job: JobName;
  /** When the last one was that came to its end. */
  readonly last: number | null;
  readonly everyMs: number;
  readonly name: string;
  readonly command: string;
}

function aged(home: Reading, { job, last, everyMs, name, command }: Age): Finding {
  const todo = runsSummary(home).scheduled
    ? `See why: hive runs --job ${job}`
    : `Run ${command}, or let it run by itself: hive schedule install`;
  if (last === null) return info(`No ${name} has run yet.`, todo);
  const says = `The last ${name} was at ${minute(last)}`;
  const isStale = home.clock.now() - last > STALE_AFTER * everyMs;
  return isStale ? warning(`${says}; one is due every ${everyMs / 60_000} minutes.`, todo) : ok(`${says}.`);
}

/** Whether the hive runs by itself, how the newest run of each job ended, and whether slots were missed. */
export const runs: LookAt = home => {
  const summary = runsSummary(home);
  const bad = summary.jobs.find(({ last }) => last?.outcome === 'failed' || last?.outcome === 'cut-off');
  if (bad?.last) return warning(endText(bad.job, bad.last), `See its runs: hive runs --job ${bad.job}`);
  if (!summary.scheduled)
    return info('Nothing starts the hive by itself.', 'Let it run by itself: hive schedule install');
  return slotsFinding(summary);
};

const endText = (job: JobName, { startedAt, says }: NonNullable<JobSummary['last']>): string =>
  `The last run of ${job}, at ${minute(Date.parse(startedAt))}: ${says}.`;

function slotsFinding({ jobs }: RunsSummary): Finding {
  const missing = jobs.filter(({ undone }) => undone > 0);
  if (missing.length === 0) return ok('Each slot of the last 24 hours had its run.');
  const texts = missing.map(({ job, undone, slots }) => `${job} ${undone} of ${slots} slots`);
  const says = `Missed or failed in the last 24 hours: ${texts.join(', ')}.`;
  const isMuch = missing.some(({ undone, slots }) => undone > MISSED_SHARE * slots);
  return (isMuch ? warning : info)(says, 'See which and why: hive runs --missed');
}

/** What stands for a run that was killed, where a number is wanted: that of a process which SIGKILL has ended. */
const KILLED = 137;

/** The exit code of a run that has ended, however; null while it runs. */
export const exitCodeOf = ({ outcome, exitCode }: NonNullable<JobSummary['last']>): number | null =>
  outcome === 'running' ? null : (exitCode ?? (outcome === 'cut-off' ? KILLED : EXIT.done));

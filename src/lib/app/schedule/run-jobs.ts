import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { JobRunner, type RunTools, type TimedJob } from './job-runner.ts';
import { JobTimer } from './job-timer.ts';
import { keepRunning } from './keep-running.ts';

export interface RunJobsOptions extends RunTools {
  readonly jobs: readonly TimedJob[];
  /** A service that runs beside the jobs; null for none. */
  readonly service: { readonly name: string; readonly command: readonly string[] } | null;
  /** From then on nothing new is started. */
  readonly stop: AbortSignal;
  /** From then on nothing is waited for. */
  readonly kill: AbortSignal;
}

/** A whole tick ends within 90 s. */
const LONGEST_END_MS = 110_000;
/** How often timers are held against the clock of the machine. */
const CHECK_MS = 15_000;

/** Starts each job whenever it is due, until `stop`; then lets those that run finish, and ends. */
export async function runJobs(options: RunJobsOptions): Promise<void> {
  const { jobs, service, stop, clock } = options;
  const runners = jobs.map(job => new JobRunner(job, options));
  const timers = jobs.map(
    (rhythm, i) => new JobTimer({ rhythm, clock, onDue: dueMs => runners[i]!.due(dueMs) }),
  );
  const heartbeat = setInterval(() => {
    for (const timer of timers) timer.check();
  }, CHECK_MS);
  const served = service ? keepRunning(service, options, stop) : Promise.resolve();
  if (!stop.aborted) await once(stop, 'abort');
  clearInterval(heartbeat);
  for (const timer of timers) timer.stop();
  await allEnded(runners, options);
  await served;
}

async function allEnded(runners: readonly JobRunner[], { say, warn, kill }: RunJobsOptions): Promise<void> {
  const left = runners.filter(({ isRunning }) => isRunning);
  if (left.length === 0) return;
  say(`Stopping: ${namesOf(left)} may finish, for ${LONGEST_END_MS / 1_000} s; a second signal ends that.`);
  const waited = new AbortController();
  const patience = AbortSignal.any([kill, waited.signal]);
  const ended = Promise.all(left.map(({ running }) => running)).then(() => waited.abort());
  await sleep(LONGEST_END_MS, undefined, { signal: patience }).catch(() => {});
  const killed = left.filter(({ isRunning }) => isRunning);
  if (killed.length > 0) warn(`${namesOf(killed)} is not waited for any longer, and killed.`);
  for (const runner of killed) runner.kill();
  await ended;
}

const namesOf = (runners: readonly JobRunner[]): string => runners.map(({ name }) => name).join(', ');

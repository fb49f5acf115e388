import { statSync } from 'node:fs';
import { uptime } from 'node:os';
import { silences } from '../../alerts/silence.ts';
import type { Environment } from '../../config/environment.ts';
import type { Config } from '../../config/schema.ts';
import type { Clock } from '../../core/clock.ts';
import { HiveError } from '../../core/errors.ts';
import { DAY_MS, durationMs } from '../../core/interval.ts';
import { type JobRun, RunLog } from '../../store/files/run-log.ts';
import type { HomePaths } from '../home.ts';
import { alertsPlace } from './alerts-place.ts';
import { readChannels } from './channels.ts';
import type { Sight } from './look.ts';
import { tellAlarms } from './tell-alarms.ts';

/** Alarms of a process that runs on while jobs come and go. */
export interface Alarms {
  stop(): void;
}

interface ServedHome {
  readonly paths: HomePaths;
  readonly config: Config;
  readonly clock: Clock;
  readonly environment: Environment;
}

const LOOK_EVERY_MS = 60_000;
const MOST_MS = 5_000;
const LOOK_BACK_MS = 2 * DAY_MS;

/** Looks once a minute whether jobs still come, and tells the channels when none does. */
export function serveAlarms(home: ServedHome, warn: (sentence: string) => void): Alarms {
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void lookOnce(home, warn).finally(() => {
      isLooking = false;
    });
  }, LOOK_EVERY_MS).unref();
  return { stop: () => clearInterval(timer) };
}

/** One look. Never throws: the server shows what it can, whatever else fails. */
export async function lookOnce(home: ServedHome, warn: (sentence: string) => void): Promise<void> {
  const { paths, config, clock, environment } = home;
  if (!alertsPlace(paths, environment)) return;
  try {
    const { channels } = readChannels(paths, environment);
    if (channels.length === 0) return;
    const signal = AbortSignal.timeout(MOST_MS);
    const desk = { paths, config, nowMs: clock.now(), channels, signal, warn };
    await tellAlarms(desk, async () => lookForJobs(home));
  } catch (error) {
    // What is wrong with a file or a disk is told by the jobs themselves.
    if (!(error instanceof HiveError))
      warn(`Alarms failed: ${error instanceof Error ? error.name : 'error'}.`);
  }
}

/** By the log of runs, and for ticks by when the journal was last written. */
function lookForJobs({ paths, config, clock }: ServedHome): Sight {
  const nowMs = clock.now();
  const runs = new RunLog(paths.runs).between(nowMs - LOOK_BACK_MS, nowMs + 1);
  const last = (job: JobRun['job']) => runs.findLast(run => run.job === job)?.startedMs ?? null;
  const [tickMs, cycleMs] = [last('tick') ?? writtenMs(paths.journal), last('cycle')];
  const silentAfterMs = durationMs(config.alerts.silentAfter) ?? Number.POSITIVE_INFINITY;
  return {
    troubles: silences({ tickMs, cycleMs }, { nowMs, silentAfterMs, bootMs: nowMs - 1_000 * uptime() }),
    lookedAt: [...(tickMs === null ? [] : ['silent.tick']), ...(cycleMs === null ? [] : ['silent.cycle'])],
    news: [],
  };
}

const writtenMs = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;

import { mkdirSync, writeFileSync } from 'node:fs';
import { followAlerts } from '../../src/lib/app/alerts/follow-job.ts';
import { homePaths } from '../../src/lib/app/home.ts';
import { recordRun } from '../../src/lib/app/jobs/record-run.ts';
import { beginJob, type JobEnd } from '../../src/lib/app/jobs/running-job.ts';
import { VirtualClock } from '../../src/lib/app/virtual-clock.ts';
import { type Config, configSchema } from '../../src/lib/config/schema.ts';
import type { JobName } from '../../src/lib/core/job.ts';
import { atomicWrite } from '../../src/lib/store/files/atomic-write.ts';

export const ALERTED_START = Date.UTC(2026, 10, 22, 9);

export const SUCCESS = { exitCode: 0, code: null, message: null, warnings: [], facts: {} };
export const failure = (exitCode: number, code: string, message = 'It is down.') => ({
  ...SUCCESS,
  ...{ exitCode, code, message },
});

/** A home whose jobs are followed as in a process, on a clock of its own. */
export class AlertedHome {
  readonly clock = new VirtualClock(ALERTED_START);
  readonly warned: string[] = [];
  readonly paths;
  config: Config | null;

  constructor(root: string, alerts: Partial<Config['alerts']> = {}) {
    this.paths = homePaths(root);
    this.config = configSchema.parse({ alerts: { onAsOf: true, ...alerts } });
    mkdirSync(this.paths.state, { recursive: true });
  }

  /** Says whom to alert. */
  write(alerts: unknown): void {
    atomicWrite(this.paths.alerts, JSON.stringify(alerts));
  }

  /** Writes a text below the home. */
  put(path: string, text: string): void {
    writeFileSync(path, text, { mode: 0o600 });
  }

  /** A run of a job, two minutes after the one before. `work` goes on while it runs. */
  async run(
    end: Omit<JobEnd, 'endedMs'> = SUCCESS,
    { job = 'tick', work = async () => {} }: { job?: JobName; work?: () => Promise<void> } = {},
  ): Promise<void> {
    this.clock.advance(120_000);
    const { paths, config, clock } = this;
    const warn = (sentence: string) => void this.warned.push(sentence);
    const home = { paths, config, clock, warn, pid: 7, bootMs: ALERTED_START };
    const running = await beginJob(job, home, [recordRun, followAlerts]);
    await work();
    await running.end(end);
  }
}

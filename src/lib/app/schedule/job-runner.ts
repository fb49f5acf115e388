import type { Clock } from '../../core/clock.ts';
import { isoTime } from '../../core/clock.ts';
import { EXIT } from '../../core/errors.ts';
import type { JobName } from '../../core/job.ts';
import type { Rhythm } from '../../schedule/next-runs.ts';
import type { Child, ChildEnd, StartChild } from './child.ts';

export interface TimedJob extends Rhythm {
  readonly job: JobName;
  readonly command: readonly string[];
}

/** How runs are started and told of. */
export interface RunTools {
  readonly clock: Clock;
  readonly start: StartChild;
  /** One line about what goes well. */
  readonly say: (line: string) => void;
  /** One line about what does not. */
  readonly warn: (line: string) => void;
}

/** A tick that would start later than this is not started: its prices and its slot are gone. */
const LATEST_TICK_MS = 30_000;

/** Starts the runs of one job, never two at once. */
export class JobRunner {
  readonly #job: TimedJob;
  readonly #tools: RunTools;
  #child: Child | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(job: TimedJob, tools: RunTools) {
    this.#job = job;
    this.#tools = tools;
  }

  get name(): JobName {
    return this.#job.job;
  }

  get isRunning(): boolean {
    return this.#child !== null;
  }

  /** Settles when what runs now has ended. */
  get running(): Promise<void> {
    return this.#running;
  }

  due(dueMs: number): void {
    const lateMs = this.#tools.clock.now() - dueMs;
    const leftOut = `${this.#label(dueMs)}: left out,`;
    if (this.name === 'tick' && lateMs > LATEST_TICK_MS)
      this.#tools.warn(
        `${leftOut} since it would be ${seconds(lateMs)} late; missed ticks are not made up for.`,
      );
    else if (this.#child) this.#tools.warn(`${leftOut} since the run before it has not ended.`);
    else this.#running = this.#run(dueMs);
  }

  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  async #run(dueMs: number): Promise<void> {
    const { clock, start, say, warn } = this.#tools;
    const startedMs = clock.monotonic();
    this.#child = start(this.#job.command);
    const end = await this.#child.ended;
    this.#child = null;
    const line = `${this.#label(dueMs)}: ${inWords(end)} after ${seconds(clock.monotonic() - startedMs)}.`;
    if (end.code === EXIT.done) say(line);
    else warn(line);
  }

  /** `tick of 2026-11-26T11:32:00.000Z` */
  #label(dueMs: number): string {
    return `${this.name} of ${isoTime(dueMs)}`;
  }
}

/** `exit code 5` */
export function inWords({ code, signal, error }: ChildEnd): string {
  if (error !== null) return `could not be started (${error})`;
  if (code === null) return `ended by ${signal}`;
  return code === EXIT.done ? 'done' : `exit code ${code}`;
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

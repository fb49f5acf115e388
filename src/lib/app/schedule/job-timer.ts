import { CronJob } from 'cron';
import type { Clock } from '../../core/clock.ts';
import { nextRun, type Rhythm } from '../../schedule/next-runs.ts';

export interface JobTimerOptions {
  readonly rhythm: Rhythm;
  readonly clock: Clock;
  /** Called when a run is due, with the moment at which it was; that may be long past when the machine slept. */
  readonly onDue: (dueMs: number) => void;
}

/** Later than this, a timer has been asleep with its machine. */
const OVERDUE_MS = 2_000;

/** Rings at each run of a rhythm, until it is stopped. */
export class JobTimer {
  readonly #options: JobTimerOptions;
  #timer: CronJob | null = null;
  #dueMs: number;
  /** The moment after which `#dueMs` is the first. */
  #afterMs: number;

  constructor(options: JobTimerOptions) {
    this.#options = options;
    this.#dueMs = options.clock.now();
    this.#afterMs = this.#dueMs;
    this.#arm();
  }

  /** When it rings next, epoch milliseconds. */
  get dueMs(): number {
    return this.#dueMs;
  }

  /**
   * Timers of a process stand still while its machine sleeps, and do not see that its clock was set: to be called every
   * now and then.
   */
  check(): void {
    const nowMs = this.#options.clock.now();
    if (nowMs > this.#dueMs + OVERDUE_MS) this.#ring();
    else if (this.#isSetBack(nowMs)) this.#arm(nowMs);
  }

  stop(): void {
    void this.#timer?.stop();
    this.#timer = null;
  }

  /** To ask for the next run is much dearer than to see that the clock has only gone on. */
  #isSetBack(nowMs: number): boolean {
    return nowMs < this.#afterMs && nextRun(this.#options.rhythm, nowMs) < this.#dueMs;
  }

  #ring(): void {
    const dueMs = this.#dueMs;
    this.#arm();
    this.#options.onDue(dueMs);
  }

  /** One moment at a time, in UTC: a rhythm in a zone whose clocks are being set back may lie in the past. */
  #arm(afterMs = Math.max(this.#options.clock.now(), this.#dueMs)): void {
    this.stop();
    this.#afterMs = afterMs;
    this.#dueMs = nextRun(this.#options.rhythm, afterMs);
    const timer = CronJob.from({
      cronTime: momentOf(this.#dueMs),
      timeZone: 'UTC',
      onTick: () => this.#ring(),
      start: true,
    });
    this.#timer = timer;
    // The moment came while it was set, and the timer waits for that of next year.
    if (timer.nextDate().toMillis() > this.#dueMs) this.#ring();
  }
}

/** The fields of a moment, from its second to its month: it comes once a year. */
function momentOf(atMs: number): string {
  const at = new Date(atMs);
  const fields = [
    at.getUTCSeconds(),
    at.getUTCMinutes(),
    at.getUTCHours(),
    at.getUTCDate(),
    at.getUTCMonth() + 1,
  ];
  return `${fields.join(' ')} *`;
}

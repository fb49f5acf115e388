import type { Bar, Past } from '../../../strategy.ts';
import { type BarSeries, barAt } from '../../core/bar-series.ts';
import { isoTime } from '../../core/clock.ts';
import { type HiveError, usageError } from '../../core/errors.ts';
import { ACTIONS, type Action } from '../../core/signal.ts';
import { CODE, type SignalStream } from '../../trading/signals.ts';
import { placeOf } from './error-place.ts';
import { PastBars } from './past-bars.ts';

const MAX_TAG = 40;

export interface UserRun {
  readonly path: string;
  readonly warmUpBars: number;
  /** What the strategy's `start` gave: it is trusted with nothing but one bar at a time. */
  readonly ask: (bar: Bar, past: Past) => unknown;
}

/** A user's strategy at work: asked bar by bar, its answers checked. */
export class UserStream implements SignalStream {
  readonly #run: UserRun;
  readonly #past = new PastBars();
  /** Tags that it gave itself, by bar. */
  readonly #tags = new Map<number, string>();

  constructor(run: UserRun) {
    this.#run = run;
  }

  advance(chunk: BarSeries, out: Int8Array): void {
    for (let i = 0; i < chunk.length; i++) {
      const bar = barAt(chunk, i);
      this.#past.push(bar);
      out[i] = this.#codeOf(bar, this.#ask(bar));
    }
  }

  tagOf(index: number, code: number): string {
    return this.#tags.get(index) ?? (code > 0 ? 'buy' : 'sell');
  }

  #ask(bar: Bar): unknown {
    try {
      return this.#run.ask(bar, this.#past);
    } catch (error) {
      throw strategyFailed(this.#run.path, error, `at the bar of ${isoTime(bar.timeMs)}`);
    }
  }

  #codeOf(bar: Bar, answer: unknown): number {
    const { action, tag } = typeof answer === 'string' ? { action: answer, tag: undefined } : partsOf(answer);
    if (!isAction(action) || !isTag(tag)) throw this.#noAnswer(bar, answer);
    if (this.#past.length < this.#run.warmUpBars) return 0;
    if (tag !== undefined && action !== 'HOLD') this.#tags.set(this.#past.length, tag);
    return CODE[action];
  }

  #noAnswer(bar: Bar, answer: unknown): HiveError {
    return usageError({
      code: 'STRATEGY_FAILED',
      message: `${this.#run.path}: the answer to the bar of ${isoTime(bar.timeMs)} is ${shown(answer)}.`,
      next: `Answer 'BUY', 'SELL' or 'HOLD', or { action, tag } with a tag of 1 to ${MAX_TAG} characters.`,
    });
  }
}

/** An error that a user's own code threw, as one that says where. */
export function strategyFailed(path: string, error: unknown, when: string): HiveError {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return usageError({
    code: 'STRATEGY_FAILED',
    message: `${placeOf(error, path)}: ${text} (${when}).`,
    next: 'Correct the strategy and try again.',
    cause: error,
  });
}

const partsOf = (answer: unknown): { action?: unknown; tag?: unknown } =>
  typeof answer === 'object' && answer !== null ? answer : {};

const isAction = (value: unknown): value is Action => ACTIONS.some(action => action === value);

const isTag = (value: unknown): value is string | undefined =>
  value === undefined || (typeof value === 'string' && value.length > 0 && value.length <= MAX_TAG);

/** An answer as it would be written, or what kind of thing it is. */
function shown(answer: unknown): string {
  if (answer instanceof Promise) return 'a promise';
  if (typeof answer === 'function') return 'a function';
  const text = typeof answer === 'object' ? JSON.stringify(answer) : undefined;
  const full = text ?? (typeof answer === 'string' ? JSON.stringify(answer) : String(answer));
  return full.length > 80 ? `${full.slice(0, 77)}...` : full;
}

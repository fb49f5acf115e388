import type { Clock } from '../core/clock.ts';

/** A clock that moves when it is told to: a month in a minute. It never goes back. */
export class VirtualClock implements Clock {
  #nowMs: number;

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  monotonic(): number {
    return this.#nowMs;
  }

  advance(ms: number): void {
    this.moveTo(this.#nowMs + ms);
  }

  /** @throws RangeError when `timeMs` lies before now. */
  moveTo(timeMs: number): void {
    if (timeMs < this.#nowMs) throw new RangeError(`time does not go back from ${this.#nowMs} to ${timeMs}`);
    this.#nowMs = timeMs;
  }
}

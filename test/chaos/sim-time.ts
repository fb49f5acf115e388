import type { Clock } from '../../src/lib/core/clock.ts';

/** The world's own time, which no fault touches: the broker and the market live in it. */
export class WorldTime implements Clock {
  #ms: number;

  constructor(atMs: number) {
    this.#ms = atMs;
  }

  now(): number {
    return this.#ms;
  }

  monotonic(): number {
    return this.#ms;
  }

  advance(ms: number): void {
    this.#ms += ms;
  }
}

/** The clocks of the machine that HIVE runs on: the wall clock may be wrong, the steady one sleeps with it. */
export class MachineClock implements Clock {
  readonly #world: WorldTime;
  readonly #startMs: number;
  #offsetMs = 0;
  #asleepMs = 0;

  constructor(world: WorldTime) {
    this.#world = world;
    this.#startMs = world.now();
  }

  now(): number {
    return this.#world.now() + this.#offsetMs;
  }

  monotonic(): number {
    return this.#world.now() - this.#startMs - this.#asleepMs;
  }

  /** Somebody, or NTP, sets the wall clock. */
  jump(ms: number): void {
    this.#offsetMs += ms;
  }

  /** NTP sets it right. */
  correct(): void {
    this.#offsetMs = 0;
  }

  /** The machine sleeps: the world goes on, the steady clock does not. */
  suspend(ms: number): void {
    this.#world.advance(ms);
    this.#asleepMs += ms;
  }
}

import type { Random } from '../../src/lib/core/random.ts';

/** When processes die: never, at one numbered point of the run, or often and at random. */
export type Crash = number | 'none' | 'often';

/** Share of processes that die when they die often, and the last of their points at which they do. */
const OFTEN = { share: 0.4, within: 45 };

/** Counts the points of a run at which its processes may die, and says at which of them one does. */
export class CrashPlan {
  readonly #crash: Crash;
  readonly #random: Random;
  /** Points passed so far, in all processes of the run. */
  points = 0;
  /** How often a process died at each kind of point. */
  readonly deaths = new Map<string, number>();
  #next: number | null = null;
  #isOver = false;

  constructor(crash: Crash, random: Random) {
    this.#crash = crash;
    this.#random = random;
  }

  /** A process starts: when they die often, it is drawn whether and where this one does. */
  begin(): void {
    if (this.#crash !== 'often') {
      this.#next = this.#crash === 'none' ? null : this.#crash;
      return;
    }
    const dies = this.#random() < OFTEN.share;
    this.#next = dies ? this.points + 1 + Math.floor(this.#random() * OFTEN.within) : null;
  }

  /** Nobody dies any more. */
  cease(): void {
    this.#isOver = true;
  }

  /** Whether the process dies at this point. */
  strikes(point: string): boolean {
    if (this.#isOver) return false;
    this.points++;
    if (this.points !== this.#next) return false;
    this.deaths.set(point, (this.deaths.get(point) ?? 0) + 1);
    return true;
  }
}

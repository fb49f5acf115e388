import type { CrashPlan } from './crash-plan.ts';

/** A process ends here, with nothing tidied up. No code under test makes one or may handle it. */
export class Killed extends Error {}

/** Something that happens to the machine in the middle of a process: at its `nth` point of that kind. */
export interface Moment {
  /** Null for points of any kind. */
  readonly kind: string | null;
  readonly nth: number;
  readonly happens: () => void;
}

/** One process: it passes points, and at one of them it may die. A dead one reaches nothing any more. */
export class Life {
  readonly #plan: CrashPlan;
  readonly #moment: Moment | null;
  readonly #end = Promise.withResolvers<'killed'>();
  #isDead = false;
  #passed = 0;

  constructor(plan: CrashPlan, moment: Moment | null = null) {
    this.#plan = plan;
    this.#moment = moment;
    plan.begin();
  }

  /** Fulfilled when the process dies. */
  get end(): Promise<'killed'> {
    return this.#end.promise;
  }

  /** A point in a call that does not wait. @throws Killed when the process is dead. */
  pass(point: string): void {
    this.#meet(point);
    if (!this.#isDead && !this.#plan.strikes(point)) return;
    this.#isDead = true;
    this.#end.resolve('killed');
    throw new Killed(point);
  }

  #meet(point: string): void {
    if (!this.#moment || (this.#moment.kind !== null && this.#moment.kind !== point)) return;
    this.#passed++;
    if (this.#passed === this.#moment.nth) this.#moment.happens();
  }

  /** A point in a call that waits: what a dead process waits for never comes. */
  async reach(point: string): Promise<void> {
    try {
      this.pass(point);
    } catch {
      await new Promise(() => {});
    }
  }
}

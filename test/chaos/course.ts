import type { Ending } from './world.ts';

/** What became of the ticks of a run. */
export class Course {
  ticks = 0;
  /** Codes of the errors that ticks ended with. */
  readonly errors = new Map<string, number>();

  add(endings: readonly Ending[]): void {
    this.ticks += endings.length;
    for (const ending of endings)
      if (ending.kind === 'error') this.errors.set(ending.code, (this.errors.get(ending.code) ?? 0) + 1);
  }
}

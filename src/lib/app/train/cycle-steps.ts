/** How far a training cycle is: what it begins now, and how many of its steps are done. */
export interface CycleStep {
  /** In words. */
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

/** Counts the steps of a cycle whose number is known before. */
export class CycleSteps {
  readonly #total: number;
  readonly #tell: (step: CycleStep) => void;
  #begun = 0;

  constructor(total: number, tell: (step: CycleStep) => void) {
    this.#total = total;
    this.#tell = tell;
  }

  /** The next step begins: the one before it is done. */
  begin(step: string): void {
    this.#tell({ step, done: this.#begun, total: this.#total });
    this.#begun = Math.min(this.#begun + 1, this.#total);
  }

  /** Counts so many steps as begun, for those of them that there was no work for. */
  skipTo(steps: number): void {
    this.#begun = Math.min(Math.max(this.#begun, steps), this.#total);
  }

  get begun(): number {
    return this.#begun;
  }

  end(): void {
    this.#tell({ step: 'Done', done: this.#total, total: this.#total });
  }
}

/** The promises that are checked: those of reliability research by number, and that no tick ends in a bug. */
export type Invariant = `I${number}` | 'BUG';

export interface Violation {
  readonly invariant: Invariant;
  readonly detail: string;
}

/** What was found broken. Found, not thrown: code under test may catch what is thrown through it. */
export class Verdicts {
  readonly found: Violation[] = [];

  get isSound(): boolean {
    return this.found.length === 0;
  }

  /** Notes a violation unless `isKept`. */
  check(invariant: Invariant, isKept: boolean, detail: () => string): void {
    if (!isKept) this.found.push({ invariant, detail: detail() });
  }
}

/** What the reader did to a file, kind by kind: first the repairs, then the rows it left out. */
export const REPAIR_KINDS = [
  'sorted',
  'swapped-volumes',
  'widened-range',
  'adjusted-prices',
  'volume-from-dollars',
] as const;
export const DROP_KINDS = [
  'empty-row',
  'cut-off-line',
  'malformed-line',
  'unreadable-time',
  'incomplete-row',
  'bad-price',
  'bad-range',
  'bad-volume',
  'off-grid',
  'duplicate',
  'conflicting-duplicate',
  'forming-bar',
  'yahoo-last-row',
] as const;

export type FindingKind = (typeof REPAIR_KINDS)[number] | (typeof DROP_KINDS)[number];

export interface Finding {
  readonly kind: FindingKind;
  readonly count: number;
  /** Lowest line (CSV) or item (JSON) concerned, counted from 1. */
  readonly firstLine: number;
  /** What stood in `firstLine`. */
  readonly example: string;
}

/** Kinds that speak against the file itself; too many of them and it is refused. */
export const DEFECT_KINDS: readonly FindingKind[] = [
  'malformed-line',
  'unreadable-time',
  'incomplete-row',
  'bad-price',
  'bad-range',
  'bad-volume',
  'off-grid',
];

const EXAMPLE_LENGTH = 100;

/** Collects findings and the sentences that go with them, in the order of the first mention. */
export class Findings {
  readonly warnings: string[] = [];
  readonly assumptions: string[] = [];
  readonly #found = new Map<FindingKind, { count: number; firstLine: number; example: string }>();

  /** Counts one row; `example` is asked for only when the row is the first of its kind in the file. */
  note(kind: FindingKind, line: number, example: () => string): void {
    const known = this.#found.get(kind);
    if (!known) {
      this.#found.set(kind, { count: 1, firstLine: line, example: shorten(example()) });
      return;
    }
    known.count++;
    if (line >= known.firstLine) return;
    known.firstLine = line;
    known.example = shorten(example());
  }

  warn(sentence: string): void {
    if (!this.warnings.includes(sentence)) this.warnings.push(sentence);
  }

  assume(sentence: string): void {
    if (!this.assumptions.includes(sentence)) this.assumptions.push(sentence);
  }

  list(kinds: readonly FindingKind[]): Finding[] {
    return kinds.flatMap(kind => {
      const found = this.#found.get(kind);
      return found ? [{ kind, ...found }] : [];
    });
  }
}

const shorten = (text: string): string =>
  text.length <= EXAMPLE_LENGTH ? text : `${text.slice(0, EXAMPLE_LENGTH - 1)}…`;

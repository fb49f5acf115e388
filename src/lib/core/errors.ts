/** Exit codes of the output contract; see docs/exit-codes.md. */
export const EXIT = {
  done: 0,
  bug: 1,
  usage: 2,
  config: 3,
  data: 4,
  broker: 5,
  refused: 6,
  quality: 7,
  busy: 75,
} as const;

export type ExitKind = keyof typeof EXIT;

export interface ErrorDetail {
  /** Stable upper-snake identifier that scripts may match on. */
  readonly code: string;
  /** One sentence: what is wrong and where, quoting the offending value. */
  readonly message: string;
  /** The way out: a command to type or a thing to change. */
  readonly next: string;
  readonly kind: ExitKind;
  /** True when the same call may succeed later without a change by the user. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/** The only error that surfaces translate for people; anything else is a bug (exit 1). */
export class HiveError extends Error {
  readonly code: string;
  readonly next: string;
  readonly kind: ExitKind;
  readonly retryable: boolean;

  constructor(detail: ErrorDetail) {
    super(detail.message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'HiveError';
    this.code = detail.code;
    this.next = detail.next;
    this.kind = detail.kind;
    this.retryable = detail.retryable ?? false;
  }

  get exitCode(): number {
    return EXIT[this.kind];
  }
}

type Without<K extends keyof ErrorDetail> = Omit<ErrorDetail, K>;

export const usageError = (detail: Without<'kind'>) => new HiveError({ ...detail, kind: 'usage' });
export const configError = (detail: Without<'kind'>) => new HiveError({ ...detail, kind: 'config' });
export const dataError = (detail: Without<'kind'>) => new HiveError({ ...detail, kind: 'data' });
export const refusedError = (detail: Without<'kind'>) => new HiveError({ ...detail, kind: 'refused' });

/** Nearest known name by edit distance, for "did you mean". Undefined when nothing is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map(candidate => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : undefined;
}

/** Levenshtein distance over code units. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, substitution));
    }
    row = next;
  }
  return row[b.length]!;
}

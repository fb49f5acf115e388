import type { Clock } from '../../core/clock.ts';
import type { BackOff, StateNote } from '../vendor-bars.ts';

const MINUTE_MS = 60_000;

/** First and longest wait in minutes; each further failure doubles the wait. */
const WAITS = {
  refused: { first: 15, longest: 360 },
  trouble: { first: 1, longest: 15 },
} as const;

type Kind = keyof typeof WAITS;

/** What is remembered from one process to the next. Counts are since the last success. */
interface Remembered extends BackOff {
  readonly refused: number;
  readonly trouble: number;
}

/**
 * Keeps a vendor from being asked while that cannot help: a refusal lasts longer the more one asks. What it
 * knows outlives the process, because every tick and cycle is one of its own.
 */
export class Breaker {
  readonly #note: StateNote;
  readonly #clock: Clock;

  constructor(note: StateNote, clock: Clock) {
    this.#note = note;
    this.#clock = clock;
  }

  /** Null when the vendor may be asked. */
  open(): BackOff | null {
    const known = this.#remembered();
    return known && known.untilMs > this.#clock.now() ? { untilMs: known.untilMs, why: known.why } : null;
  }

  /** @returns until when the vendor is left alone. */
  failed(kind: Kind, why: string): number {
    const { refused = 0, trouble = 0 } = this.#remembered() ?? {};
    const counts = { refused, trouble };
    counts[kind] += 1;
    const untilMs = this.#clock.now() + waitMs(kind, counts[kind]);
    this.#note.write({ ...counts, untilMs, why });
    return untilMs;
  }

  succeeded(): void {
    if (this.#note.read() !== undefined) this.#note.clear();
  }

  /** A note that is damaged, or from a clock that was ahead, counts as none. */
  #remembered(): Remembered | null {
    const known = this.#note.read();
    if (!isRemembered(known)) return null;
    return known.untilMs - this.#clock.now() > WAITS.refused.longest * MINUTE_MS ? null : known;
  }
}

function waitMs(kind: Kind, failures: number): number {
  const { first, longest } = WAITS[kind];
  return Math.min(longest, first * 2 ** (failures - 1)) * MINUTE_MS;
}

function isRemembered(value: unknown): value is Remembered {
  if (typeof value !== 'object' || value === null) return false;
  const { refused, trouble, untilMs, why } = value as Record<string, unknown>;
  const isCount = (count: unknown) => Number.isSafeInteger(count) && Number(count) >= 0;
  return isCount(refused) && isCount(trouble) && Number.isSafeInteger(untilMs) && typeof why === 'string';
}

/** A run of scheduled moments in which no tick ran, and why, where that is known. */
export interface MissedRun {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly slots: number;
  readonly why: string | null;
}

/** What a schedule wanted of a period. */
export interface ScheduledSlots {
  /** From one tick to the next. */
  readonly tickMs: number;
  /** From when to when ticks were scheduled; the second is exclusive. */
  readonly spans: readonly (readonly [fromMs: number, toMs: number])[];
  readonly missed: readonly MissedRun[];
}

/** Null where no schedule is known. */
export type SlotsOf = (span: {
  readonly fromMs: number;
  readonly toMs: number;
}) => Promise<ScheduledSlots | null>;

/** Scheduled moments within a stretch, oldest first. */
export function* momentsIn(
  { tickMs, spans }: ScheduledSlots,
  fromMs: number,
  toMs: number,
): Generator<number> {
  for (const [begin, end] of spans) {
    const first = Math.ceil(Math.max(begin, fromMs) / tickMs) * tickMs;
    for (let atMs = first; atMs < Math.min(end, toMs); atMs += tickMs) yield atMs;
  }
}

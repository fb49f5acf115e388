import { type EntryType, isEntry, type TimedEntry } from '../journal/entry.ts';
import type { HiveState } from '../journal/state.ts';
import type { TickSettings } from '../tick/settings.ts';

/** One record in its place: the journal folded up to before it, and up to it. */
export interface Step {
  readonly seq: number;
  readonly entry: TimedEntry;
  readonly before: HiveState;
  readonly after: HiveState;
}

/** A stretch of the journal in which nobody but the ticks moved the account. */
export interface Segment {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  /** The state that it begins with. */
  readonly start: HiveState;
  /** What decided when it began. */
  readonly settings: TickSettings;
  readonly halt: string | null;
  readonly steps: readonly Step[];
}

export const endOf = ({ steps, start }: Segment): HiveState => steps.at(-1)?.after ?? start;

/** Entries of one type, with their steps, oldest first. */
export const stepsOf = <T extends EntryType>(steps: readonly Step[], type: T) =>
  steps.flatMap(({ entry, ...step }) =>
    isEntry(entry, type) ? [{ ...step, atMs: (entry as TimedEntry).atMs, data: entry.data }] : [],
  );

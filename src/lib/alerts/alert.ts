/** How bad a trouble is, the worst last. */
export const SEVERITIES = ['warning', 'problem'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something that is wrong with a home now. The same trouble has the same key for as long as it lasts. */
export interface Trouble {
  /** Its group, a dot and what tells it from others of the group: `job.tick.BUG`; a group alone: `halt`. */
  readonly key: string;
  readonly severity: Severity;
  /** One sentence. */
  readonly says: string;
  /** What to do about it; null when there is nothing to do. */
  readonly todo: string | null;
}

/** What a channel may be about; `held` is told to all of them. */
export const TOPICS = ['problem', 'warning', 'recovered', 'trade', 'report'] as const;
export type Topic = (typeof TOPICS)[number];

/** One thing that people are told. Times are UTC epoch milliseconds. */
export interface Alert {
  readonly kind: Topic | 'held' | 'test';
  /** Of the trouble; of a piece of news its kind. */
  readonly key: string;
  readonly says: string;
  readonly todo: string | null;
  readonly atMs: number;
  /** When the trouble began; null for news. */
  readonly sinceMs: number | null;
  /** When it was over; null while it is not. */
  readonly untilMs: number | null;
  /** Whether it was told before. */
  readonly isReminder: boolean;
}

/** News: told once, about nothing that lasts. */
export const news = (kind: 'trade' | 'report' | 'held' | 'test', says: string, atMs: number): Alert => ({
  ...{ kind, key: kind, says, todo: null, atMs },
  ...{ sinceMs: null, untilMs: null, isReminder: false },
});

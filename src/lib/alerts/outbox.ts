import { DAY_MS, HOUR_MS } from '../core/interval.ts';
import type { Alert, Topic } from './alert.ts';

/** What waits for a channel, and how it has been of late. Times are UTC epoch milliseconds. */
export interface Outbox {
  /** Oldest first. */
  readonly waiting: readonly Alert[];
  /** Deliveries that failed in a row. */
  readonly failures: number;
  /** Why the last of them did; null when there was none, or another has been taken since. */
  readonly failure: { readonly atMs: number; readonly why: string } | null;
  readonly nextTryMs: number;
  readonly lastTakenMs: number | null;
}

export const EMPTY_OUTBOX: Outbox = {
  ...{ waiting: [], failures: 0, failure: null, nextTryMs: 0, lastTakenMs: null },
};

/** What became of one delivery. */
export type Delivery =
  | { readonly kind: 'taken'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string; readonly retryAfterMs: number | null };

/** What a channel wants. */
export interface Subscription {
  readonly name: string;
  /** Undefined: everything. */
  readonly only?: readonly Topic[] | undefined;
}

const MOST_WAITING = 20;
const FIRST_WAIT_MS = 120_000;

/** The key of the trouble that a channel is: it is not told of itself. */
export const channelKey = (name: string): string => `alerts.channel.${name}`;

/** The outbox with what of the alerts its channel wants. The oldest make room, and what is a day old is no news. */
export function queued(box: Outbox, alerts: readonly Alert[], channel: Subscription, nowMs: number): Outbox {
  const wanted = alerts.filter(alert => wants(channel, alert));
  const waiting = [...box.waiting, ...wanted].filter(({ atMs }) => nowMs - atMs < DAY_MS);
  return { ...box, waiting: waiting.slice(-MOST_WAITING) };
}

const wants = ({ name, only }: Subscription, { kind, key }: Alert): boolean =>
  key !== channelKey(name) &&
  (only === undefined || kind === 'held' || kind === 'test' || only.includes(kind));

/** Whether to try now. A clock that was set back does not keep a channel waiting for longer than the longest wait. */
export const isDue = ({ waiting, nextTryMs }: Outbox, nowMs: number): boolean =>
  waiting.length > 0 && (nextTryMs <= nowMs || nextTryMs - nowMs > HOUR_MS);

/** The outbox after a delivery of all that was waiting in it. */
export function delivered(box: Outbox, delivery: Delivery, nowMs: number): Outbox {
  if (delivery.kind === 'taken') return { ...EMPTY_OUTBOX, lastTakenMs: nowMs };
  const failures = box.failures + 1;
  const waitMs = Math.min(HOUR_MS, Math.max(delivery.retryAfterMs ?? 0, backOffMs(failures)));
  return { ...box, failures, failure: { atMs: nowMs, why: delivery.why }, nextTryMs: nowMs + waitMs };
}

/** The next run tries again; after that the wait doubles from two minutes to an hour. */
const backOffMs = (failures: number): number => (failures < 2 ? 0 : FIRST_WAIT_MS * 2 ** (failures - 2));

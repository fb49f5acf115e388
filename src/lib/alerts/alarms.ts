import { HOUR_MS } from '../core/interval.ts';
import { type Alert, news, SEVERITIES, type Severity, type Trouble } from './alert.ts';

/** A trouble that people know of, are about to be told of, or that has just gone. Times are UTC epoch milliseconds. */
export interface Alarm extends Trouble {
  readonly sinceMs: number;
  /** Null as long as nobody was told. */
  readonly toldMs: number | null;
  /** How bad it was when it was told. */
  readonly told: Severity | null;
  /** Since when it is not seen any more; null while it is. */
  readonly goneMs: number | null;
}

/** What is known between two looks. */
export interface AlarmBook {
  /** By key, in rising order. */
  readonly alarms: readonly Alarm[];
  /** When something was told, within the last hour. */
  readonly sentMs: readonly number[];
  /** When it was last said that more is held back. */
  readonly heldMs: number | null;
}

export const EMPTY_BOOK: AlarmBook = { alarms: [], sentMs: [], heldMs: null };

/** One look at a home. */
export interface Observation {
  readonly nowMs: number;
  readonly troubles: readonly Trouble[];
  /** Whether the look would have found a trouble of this key: what was not looked at is not gone. */
  readonly isLookedAt: (key: string) => boolean;
  /** What has happened and is told once. */
  readonly news: readonly Alert[];
}

export interface AlarmRules {
  /** A trouble that lasts is told again after this many milliseconds; null: never. */
  readonly remindAfterMs: number | null;
  /** Alerts within an hour; one more then says that more are held back. */
  readonly mostPerHour: number;
}

/** A trouble that comes back within this time was never gone. */
export const SETTLE_MS = HOUR_MS;

/**
 * What to tell after a look. A trouble is told when it is first seen, when it has become worse, once in each
 * `remindAfterMs` while it lasts, and when it has stayed away for `SETTLE_MS`, so that one that comes and goes is told
 * once. What is over the limit of an hour waits; one that goes while it waits is never told.
 */
export function nextAlarms(
  book: AlarmBook,
  seen: Observation,
  rules: AlarmRules,
): { readonly book: AlarmBook; readonly alerts: readonly Alert[] } {
  const { nowMs } = seen;
  const alarms = lookedUpon(book.alarms, seen);
  const wanted = [...alarms.flatMap(alarm => alertOf(alarm, nowMs, rules)).toSorted(byWeight), ...seen.news];
  const sentMs = book.sentMs.filter(atMs => Math.abs(nowMs - atMs) < HOUR_MS);
  const alerts = wanted.slice(0, Math.max(0, rules.mostPerHour - sentMs.length));
  const isHeld = alerts.length < wanted.length && !isWithinHour(book.heldMs, nowMs);
  const told = new Map(alerts.map(alert => [alert.key, alert]));
  return {
    book: {
      alarms: alarms.flatMap(alarm => afterTelling(alarm, told.get(alarm.key), nowMs)),
      sentMs: [...sentMs, ...alerts.map(() => nowMs)],
      heldMs: isHeld ? nowMs : book.heldMs,
    },
    alerts: isHeld ? [...alerts, heldBack(rules.mostPerHour, nowMs)] : alerts,
  };
}

const isWithinHour = (atMs: number | null, nowMs: number): boolean =>
  atMs !== null && Math.abs(nowMs - atMs) < HOUR_MS;

const heldBack = (mostPerHour: number, nowMs: number): Alert => ({
  ...news('held', `More is held back: at most ${mostPerHour} alerts an hour are sent.`, nowMs),
  todo: 'See everything: hive status',
});

/** The alarms with what is seen of them now. */
function lookedUpon(alarms: readonly Alarm[], { troubles, isLookedAt, nowMs }: Observation): Alarm[] {
  const seen = new Map(troubles.toSorted(leastFirst).map(trouble => [trouble.key, trouble]));
  const known = alarms.map(alarm => {
    const past = notAhead(alarm, nowMs);
    const trouble = seen.get(alarm.key);
    if (trouble) return { ...past, ...trouble, goneMs: null };
    return isLookedAt(alarm.key) ? { ...past, goneMs: past.goneMs ?? nowMs } : past;
  });
  const keys = new Set(alarms.map(({ key }) => key));
  const fresh = [...seen.values()]
    .filter(({ key }) => !keys.has(key))
    .map(trouble => ({ ...trouble, sinceMs: nowMs, toldMs: null, told: null, goneMs: null }));
  return [...known, ...fresh].sort((a, b) => compare(a.key, b.key));
}

/** A clock that was set back must not silence what was told "later". */
const notAhead = (alarm: Alarm, nowMs: number): Alarm => ({
  ...alarm,
  sinceMs: Math.min(alarm.sinceMs, nowMs),
  toldMs: alarm.toldMs === null ? null : Math.min(alarm.toldMs, nowMs),
  goneMs: alarm.goneMs === null ? null : Math.min(alarm.goneMs, nowMs),
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const rank = (severity: Severity | null): number => (severity === null ? -1 : SEVERITIES.indexOf(severity));

/** Of two with one key the last wins: the worse one, whatever the order in which they were seen. */
const leastFirst = (a: Trouble, b: Trouble): number =>
  rank(a.severity) - rank(b.severity) || compare(b.says, a.says) || compare(b.todo ?? '', a.todo ?? '');

/** What the limit lets through first. */
const WEIGHTS: readonly Alert['kind'][] = ['problem', 'warning', 'recovered'];
const weight = ({ kind, isReminder }: Alert): number =>
  WEIGHTS.indexOf(kind) + (isReminder ? WEIGHTS.length : 0);
const byWeight = (a: Alert, b: Alert): number => weight(a) - weight(b) || compare(a.key, b.key);

/** What is to be told of an alarm; nothing in most cases. */
function alertOf(alarm: Alarm, nowMs: number, { remindAfterMs }: AlarmRules): Alert[] {
  const { key, says, todo, sinceMs, severity, told, toldMs, goneMs } = alarm;
  const alert = { key, says, atMs: nowMs, sinceMs };
  if (goneMs !== null) {
    const isOver = told !== null && nowMs - goneMs >= SETTLE_MS;
    return isOver ? [{ ...alert, kind: 'recovered', todo: null, untilMs: goneMs, isReminder: false }] : [];
  }
  const isWorse = rank(severity) > rank(told);
  const isDue = toldMs !== null && remindAfterMs !== null && nowMs - toldMs >= remindAfterMs;
  if (!isWorse && !isDue) return [];
  return [{ ...alert, kind: severity, todo, untilMs: null, isReminder: !isWorse }];
}

/** The alarm as it is kept; none when it is over and nobody has to be told. */
function afterTelling(alarm: Alarm, alert: Alert | undefined, nowMs: number): Alarm[] {
  if (alert?.kind === 'recovered') return [];
  if (alert) return [{ ...alarm, toldMs: nowMs, told: alarm.severity }];
  const isForgotten = alarm.told === null && alarm.goneMs !== null && nowMs - alarm.goneMs >= SETTLE_MS;
  return isForgotten ? [] : [alarm];
}

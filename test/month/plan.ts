import { DAY_MS } from '../../src/lib/core/interval.ts';
import { hashKey, mulberry32, type Random } from '../../src/lib/core/random.ts';
import type { Moment } from './slots.ts';

/** How one slot's runs are started, where it is not the usual way. */
export type Manner =
  /** A process of its own, left alone. */
  | 'own-process'
  /** A process of its own that is killed at a random moment of its life. */
  | 'killed'
  /** Two processes of the same job at once. */
  | 'overlapping'
  /** The clock of the machine is ahead, or behind, for this slot. */
  | 'clock-ahead'
  | 'clock-behind';

export type AnyManner =
  | Manner
  | 'usual'
  /** A process of its own, under which the disk fills up. */
  | 'disk-fills';

/** What happens to the home or its machine, and lasts until it ends. */
export type Event =
  | 'machine-off'
  | 'disk-full'
  | 'halted'
  | 'bad-config'
  | 'no-stock-bars'
  | 'other-settings'
  | 'model-damaged'
  | 'store-deleted'
  | 'restart';

export interface Happening {
  readonly event: Event;
  readonly fromMs: number;
  /** Equal to `fromMs` for what only happens. */
  readonly toMs: number;
}

/** How often in 30 days, and for how many minutes. */
const EVENTS: Readonly<
  Record<Event, { readonly times: number; readonly minutes: readonly [number, number] }>
> = {
  'disk-full': { times: 1, minutes: [60, 60] },
  'machine-off': { times: 8, minutes: [20, 240] },
  halted: { times: 10, minutes: [6, 90] },
  'bad-config': { times: 4, minutes: [4, 20] },
  'no-stock-bars': { times: 4, minutes: [30, 600] },
  'other-settings': { times: 14, minutes: [0, 0] },
  'model-damaged': { times: 6, minutes: [0, 0] },
  'store-deleted': { times: 3, minutes: [0, 0] },
  restart: { times: 60, minutes: [0, 0] },
};

const MANNERS: Readonly<Record<Manner, number>> = {
  'own-process': 60,
  killed: 120,
  overlapping: 40,
  'clock-ahead': 10,
  'clock-behind': 16,
};

const EVERY_MS = 30 * DAY_MS;
const MINUTE_MS = 60_000;
/** Before this moment nothing happens: the home has to begin. */
const QUIET_MINUTES = 12;
const REST_MS = 5 * MINUTE_MS;

export interface Plan {
  /** By beginning. Those of machine-off and disk-full meet no other event. */
  readonly happenings: readonly Happening[];
  readonly manners: ReadonlyMap<number, Manner>;
}

/** Everything that goes wrong, made of the seed: each kind at least once, however short the time. */
export function planOf(seed: number, moments: readonly Moment[]): Plan {
  const random = mulberry32(hashKey(seed, 71));
  const [first, last] = [moments[0]!.atMs, moments.at(-1)!.atMs];
  const share = (last - first) / EVERY_MS;
  const happenings: Happening[] = [];
  for (const [event, { times, minutes }] of Object.entries(EVENTS) as [Event, (typeof EVENTS)[Event]][]) {
    for (let n = 0; n < Math.max(1, Math.round(times * share)); n++) {
      const lasts = draw(random, minutes, Math.min(1, share * 8));
      const found = place(happenings, { event, lasts, first, last, random });
      if (found) happenings.push(found);
    }
  }
  return {
    happenings: happenings.toSorted((a, b) => a.fromMs - b.fromMs),
    manners: mannersOf(happenings, { moments, share, random }),
  };
}

/** Milliseconds between the two bounds, shorter in a short life. */
function draw(random: Random, [least, most]: readonly [number, number], share: number): number {
  if (most === 0) return 0;
  const minutes = Math.max(Math.min(6, least), (least + random() * (most - least)) * share);
  return Math.round(minutes) * MINUTE_MS;
}

interface Placing {
  readonly event: Event;
  readonly lasts: number;
  readonly first: number;
  readonly last: number;
  readonly random: Random;
}

/** A time at which nothing else goes on, with some minutes to come to rest before and after; null if none is found. */
function place(
  taken: readonly Happening[],
  { event, lasts, first, last, random }: Placing,
): Happening | null {
  const [from, to] = [first + QUIET_MINUTES * MINUTE_MS, last - lasts - 6 * MINUTE_MS];
  for (let attempt = 0; attempt < 2_000; attempt++) {
    const fromMs = from + Math.floor((random() * (to - from)) / MINUTE_MS) * MINUTE_MS;
    const toMs = fromMs + lasts;
    if (taken.every(other => toMs + REST_MS <= other.fromMs || other.toMs + REST_MS <= fromMs))
      return { event, fromMs, toMs };
  }
  return null;
}

/** Slots in which nothing else happens. */
function mannersOf(
  happenings: readonly Happening[],
  { moments, share, random }: { moments: readonly Moment[]; share: number; random: Random },
): Map<number, Manner> {
  const manners = new Map<number, Manner>();
  const isQuiet = ({ atMs }: Moment) =>
    happenings.every(({ fromMs, toMs }) => atMs < fromMs - REST_MS || atMs > toMs + REST_MS);
  const usual = moments.slice(10, -10).filter(isQuiet);
  for (const [manner, times] of Object.entries(MANNERS) as [Manner, number][]) {
    for (let n = 0; n < Math.max(1, Math.round(times * share)); n++) {
      const free = usual.filter(({ atMs }) => !manners.has(atMs));
      const moment = free[Math.floor(random() * free.length)];
      if (moment) manners.set(moment.atMs, manner);
    }
  }
  return manners;
}

import { type Entry, isEntry, type TimedEntry } from '../journal/entry.ts';
import { classLearner, type LearningState } from '../learning/feedback/learning-state.ts';
import type { TickSettings } from '../tick/settings.ts';
import { settingsOf } from '../tick/settings-of.ts';
import { type RanTick, ranTicks, wasHalted } from './ran-ticks.ts';
import { endOf, type Segment, type Step } from './steps.ts';

/** A scheduled moment: what a tick would have known at its beginning, and what one did. */
export interface Moment {
  readonly atMs: number;
  /** Null where no tick ran. */
  readonly ran: RanTick | null;
  readonly settings: TickSettings;
  /** What had been learned: the stance that covers the moment, whenever it was taken. */
  readonly learning: LearningState;
  /** Why trading was halted; null when it was not. */
  readonly halt: string | null;
  /** What others than the ticks did to the account since the moment before. */
  readonly events: readonly TimedEntry[];
}

/** When ticks were scheduled. */
export interface Timetable {
  /** From one moment to the next. */
  readonly tickMs: number;
  /** Scheduled moments within a stretch; null where no schedule is known, and only what ran is looked at. */
  readonly scheduled: ((fromMs: number, toMs: number) => Iterable<number>) | null;
}

/**
 * The moments of a segment, oldest first: those that were scheduled, and those in which a tick ran by hand.
 * @throws HiveError (data, SETTINGS_MISSING) where an older hive wrote the settings.
 */
export function momentsOf(segment: Segment, { tickMs, scheduled }: Timetable): Moment[] {
  const { fromMs, toMs, steps } = segment;
  const ran = ranTicks(steps, tickMs);
  const times = new Set([...(scheduled?.(fromMs, toMs) ?? []), ...ran.keys()]);
  const world = new RunningWorld(segment);
  return [...times]
    .sort((a, b) => a - b)
    .map(time => {
      // A tick may belong to a moment that began before a person took the account over.
      const atMs = Math.max(time, fromMs);
      return world.at(atMs, ran.get(time) ?? null);
    });
}

/** What is known as time goes on: settings, switches, what others did. */
class RunningWorld {
  readonly #stances: readonly StanceSpan[];
  readonly #steps: readonly Step[];
  readonly #carried: ReadonlySet<string>;
  #next = 0;
  #settings: TickSettings;
  #halt: string | null;
  #learning: LearningState;

  constructor(segment: Segment) {
    this.#steps = segment.steps;
    this.#stances = stancesOf(segment);
    this.#carried = carriedOrders(segment);
    this.#settings = segment.settings;
    this.#halt = segment.halt;
    this.#learning = segment.start.learning;
  }

  at(atMs: number, ran: RanTick | null): Moment {
    const events = this.#advance(ran?.doneMs ?? atMs);
    const halted = ran && wasHalted(ran);
    if (halted !== null) this.#halt = halted ? (this.#halt ?? 'the kill switch is on') : null;
    const stance = this.#stances.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
    const learning = stance?.learning ?? this.#learning;
    return { atMs, ran, settings: this.#settings, learning, halt: this.#halt, events };
  }

  #advance(untilMs: number): TimedEntry[] {
    const events: TimedEntry[] = [];
    for (; this.#next < this.#steps.length; this.#next++) {
      const { entry, after } = this.#steps[this.#next]!;
      if (entry.atMs > untilMs) break;
      this.#learning = after.learning;
      if (isEntry(entry, 'CONFIG')) this.#settings = settingsOf(entry.data.settings);
      if (isEntry(entry, 'HALT')) this.#halt = entry.data.reason;
      if (isEntry(entry, 'RESUME')) this.#halt = null;
      if (isWorldEvent(entry, this.#carried)) events.push(entry);
    }
    return events;
  }
}

/** Orders that were open when the segment began, or came back to life in it: their answers are facts for everyone. */
export function carriedOrders({ start, steps }: Segment): ReadonlySet<string> {
  const own = new Set(steps.flatMap(({ entry }) => (isEntry(entry, 'INTENT') ? [entry.data.order] : [])));
  const back = steps.flatMap(({ entry }) => (isEntry(entry, 'REAPPEARED') ? [entry.data.order] : []));
  return new Set([...Object.keys(start.open), ...back.filter(order => !own.has(order))]);
}

const ANSWERS = [
  'ACCEPTED',
  'REFUSED',
  'UNKNOWN',
  'MISSED',
  'ABSENT',
  'REAPPEARED',
  'FILL',
  'CLOSED',
] as const;
const BY_HAND = ['FLATTEN', 'ARMED', 'DISARMED'] as const;

function isWorldEvent(entry: Entry, carried: ReadonlySet<string>): boolean {
  if (BY_HAND.some(type => entry.type === type)) return true;
  return ANSWERS.some(type => isEntry(entry, type) && carried.has(entry.data.order));
}

interface StanceSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly learning: LearningState;
}

/** From when to when each stance holds: the whole epoch, although it may have been taken late in it. */
function stancesOf(segment: Segment): StanceSpan[] {
  const states = [segment.start, ...segment.steps.filter(isStance).map(({ after }) => after)];
  const spans = new Map<number, StanceSpan>();
  for (const { learning } of states) {
    const { pending } = classLearner(learning, 'crypto');
    if (!pending) continue;
    const toMs = Date.parse(pending.until);
    if (!spans.has(pending.epoch))
      spans.set(pending.epoch, { fromMs: toMs - toMs / (pending.epoch + 1), toMs, learning });
  }
  return [...spans.values()];
}

const isStance = ({ entry }: Step): boolean => isEntry(entry, 'STANCE') && entry.data.assetClass === 'crypto';

/** Marks that positions are held at: the newest of the journal, by symbol. */
export const lastMarks = (segment: Segment) =>
  Object.fromEntries(
    Object.entries(endOf(segment).books.main.symbols).flatMap(([symbol, { mark }]) =>
      mark === null ? [] : [[symbol, mark] as const],
    ),
  );

import type { Reason } from '../core/reason.ts';
import { SLOT_MS } from '../core/slot.ts';
import { type DecisionData, isEntry } from '../journal/entry.ts';
import type { LearningState } from '../learning/feedback/learning-state.ts';
import type { Step } from './steps.ts';

/** A decision as it was written down, and what had been learned then. */
export interface RecordedDecision {
  readonly data: DecisionData;
  readonly learning: LearningState;
}

/** What ticks did at one scheduled moment; there may be more than one of them, by hand. */
export interface RanTick {
  /** Beginning of the scheduled moment that they belong to. */
  readonly momentMs: number;
  /** Time of the last record of theirs. */
  readonly doneMs: number;
  /** Of the account, by symbol. */
  readonly decisions: ReadonlyMap<string, RecordedDecision>;
  /** Symbols of the orders that they made, by order. */
  readonly orders: ReadonlyMap<string, string>;
  readonly outcomes: ReadonlyMap<string, Reason>;
  /** Bids, as text. */
  readonly marks: Readonly<Record<string, string>>;
}

interface Growing extends RanTick {
  doneMs: number;
  readonly decisions: Map<string, RecordedDecision>;
  readonly orders: Map<string, string>;
  readonly outcomes: Map<string, Reason>;
  marks: Record<string, string>;
}

/**
 * The ticks of the steps, by the moment they belong to, oldest first. A tick belongs to where it looked: by its first
 * decision or order, else by its closing record.
 * @param tickMs from one scheduled moment to the next
 */
export function ranTicks(steps: readonly Step[], tickMs: number): Map<number, RanTick> {
  const ticks = new Map<number, Growing>();
  let looked: number | null = null;
  for (const step of steps) {
    const own = lookedAt(step);
    if (own === null) continue;
    const isClosing = isEntry(step.entry, 'TICK');
    const momentMs: number = Math.floor((isClosing ? (looked ?? own) : own) / tickMs) * tickMs;
    looked = isClosing ? null : (looked ?? own);
    const tick = ticks.get(momentMs) ?? newTick(momentMs);
    ticks.set(momentMs, tick);
    add(tick, step);
  }
  return new Map([...ticks].sort(([a], [b]) => a - b));
}

/** When a tick looked at the world, as its record tells; null for a record of anything else. */
function lookedAt({ entry }: Step): number | null {
  if (isEntry(entry, 'DECISION')) return entry.data.book === 'main' ? entry.data.inputs.atMs : null;
  if (isEntry(entry, 'INTENT')) return Math.min(entry.data.slot * SLOT_MS + SLOT_MS - 1, entryTime(entry));
  return isEntry(entry, 'TICK') ? entryTime(entry) : null;
}

const entryTime = (entry: object): number => (entry as Step['entry']).atMs;

function add(tick: Growing, { entry, before }: Step): void {
  tick.doneMs = Math.max(tick.doneMs, entry.atMs);
  if (isEntry(entry, 'DECISION'))
    tick.decisions.set(entry.data.symbol, { data: entry.data, learning: before.learning });
  if (isEntry(entry, 'INTENT')) tick.orders.set(entry.data.order, entry.data.symbol);
  if (!isEntry(entry, 'TICK')) return;
  for (const { symbol, reason } of entry.data.outcomes) tick.outcomes.set(symbol, reason);
  tick.marks = { ...tick.marks, ...entry.data.marks };
}

const newTick = (momentMs: number): Growing => ({
  momentMs,
  doneMs: momentMs,
  decisions: new Map(),
  orders: new Map(),
  outcomes: new Map(),
  marks: {},
});

/** Reasons for which a tick could not even look at a symbol. */
const HINDERED: ReadonlySet<Reason> = new Set([
  ...(['POSITION_DRIFT', 'SYMBOL_FROZEN', 'NO_QUOTE', 'STALE_QUOTE', 'BAD_QUOTE', 'WIDE_SPREAD'] as const),
]);

/** Why the ticks of a moment did not get to act on a symbol; null when they did. */
export function hindrance({ decisions, orders, outcomes }: RanTick, symbol: string): string | null {
  if (decisions.has(symbol) || [...orders.values()].includes(symbol)) return null;
  const reason = outcomes.get(symbol);
  if (reason === undefined) return 'the tick did not get to it';
  return HINDERED.has(reason) ? reason : null;
}

/** Whether the ticks were halted; null where they do not tell. */
export function wasHalted({ outcomes }: RanTick): boolean | null {
  const reasons = [...outcomes.values()];
  if (reasons.includes('HALTED')) return true;
  return reasons.some(reason => !HINDERED.has(reason)) ? false : null;
}

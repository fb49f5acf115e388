import { slotOf } from '../../core/order.ts';
import {
  type DecisionData,
  type EntryData,
  type IntentData,
  isEntry,
  type TimedEntry,
  toEntry,
} from '../../journal/entry.ts';
import { project } from '../../journal/project.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';
import type { HiveState } from '../../journal/state.ts';

/** A decision and what the journal says around it. */
export interface FoundDecision {
  readonly seq: number;
  readonly at: string;
  readonly data: DecisionData;
  /** The journal folded up to the record before. */
  readonly state: HiveState;
  readonly settings: EntryData['CONFIG']['settings'];
  /** The order that followed; null for none. */
  readonly intent: IntentData | null;
  /** Bids of the tick's closing record; null when the tick was killed before that. */
  readonly marks: Readonly<Record<string, string>> | null;
}

/** The decisions that `isWanted`, oldest first. */
export function findDecisions(
  records: Iterable<SealedRecord>,
  isWanted: (record: SealedRecord, data: DecisionData) => boolean,
): FoundDecision[] {
  const found: FoundDecision[] = [];
  let settings: FoundDecision['settings'] = {};
  let state: HiveState | null = null;
  for (const record of records) {
    const entry = toEntry(record);
    const before: HiveState | null = state;
    state = project(before, entry);
    if (isEntry(entry, 'CONFIG')) settings = entry.data.settings;
    if (before && isEntry(entry, 'DECISION') && isWanted(record, entry.data)) {
      const { seq, at } = record;
      found.push({ seq, at, data: entry.data, state: before, settings, intent: null, marks: null });
    }
    complete(found, entry);
  }
  return found;
}

/** Adds what follows a decision: its order, and the end of its tick. */
function complete(found: FoundDecision[], entry: TimedEntry): void {
  if (isEntry(entry, 'INTENT')) {
    const at = found.findLastIndex(({ data }) => data.id === entry.data.decision);
    if (at >= 0) found[at] = { ...found[at]!, intent: entry.data };
  }
  if (!isEntry(entry, 'TICK')) return;
  const { slot, marks } = entry.data;
  for (let at = found.length - 1; at >= 0 && isOfTick(found[at]!, slot); at--)
    found[at] = { ...found[at]!, marks };
}

/** A tick takes less than a slot, and may begin at the end of one. */
const isOfTick = ({ data, marks }: FoundDecision, slot: number): boolean =>
  marks === null && slot - slotOf(data.inputs.atMs) <= 1;

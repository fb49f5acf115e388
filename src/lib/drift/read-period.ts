import { type Entry, type EntryData, isEntry, toEntry } from '../journal/entry.ts';
import { project } from '../journal/project.ts';
import type { SealedRecord } from '../journal/sealed-record.ts';
import type { HiveState } from '../journal/state.ts';
import { settingsOf } from '../tick/settings-of.ts';
import type { Segment, Step } from './steps.ts';

type PlainSettings = EntryData['CONFIG']['settings'];

/** What is in force besides the state. */
interface InForce {
  /** Null before the first. */
  readonly settings: PlainSettings | null;
  readonly halt: string | null;
}

interface Beginning extends InForce {
  /** The state that the period begins with; that after the first record where the journal begins in it. */
  readonly start: HiveState;
}

/** What the journal says of a period. */
export interface JournalPeriod extends Beginning {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly end: HiveState;
  readonly steps: readonly Step[];
}

/** Folds the journal up to the end of a period, and keeps what lies in it. Null where it begins after that, or not at all. */
export function readPeriod(
  records: Iterable<SealedRecord>,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): JournalPeriod | null {
  let state: HiveState | null = null;
  let begun: Beginning | null = null;
  let inForce: InForce = { settings: null, halt: null };
  const steps: Step[] = [];
  for (const record of records) {
    const entry = toEntry(record);
    if (entry.atMs >= toMs) break;
    const before: HiveState | null = state;
    state = project(before, entry);
    // A clock that was set back does not lead out of the period again.
    if (entry.atMs >= fromMs) begun ??= { start: before ?? state, ...inForce };
    if (begun && before) steps.push({ seq: record.seq, entry, before, after: state });
    inForce = after(inForce, entry);
  }
  if (!state) return null;
  return { fromMs, toMs, end: state, steps, ...(begun ?? { start: state, ...inForce }) };
}

function after(known: InForce, entry: Entry): InForce {
  if (isEntry(entry, 'CONFIG')) return { ...known, settings: entry.data.settings };
  if (isEntry(entry, 'HALT')) return { ...known, halt: entry.data.reason };
  return isEntry(entry, 'RESUME') ? { ...known, halt: null } : known;
}

/**
 * The stretches of a period in which only ticks moved the account, oldest first: where a person took the account over,
 * a new one begins. None where no tick ever ran.
 * @throws HiveError (data, SETTINGS_MISSING) where an older hive wrote the settings
 */
export function segmentsOf(period: JournalPeriod): Segment[] {
  const { fromMs, toMs, steps, start, halt } = period;
  let inForce: InForce = { settings: period.settings ?? firstSettings(steps), halt };
  let open = { fromMs, start, ...inForce, steps: [] as Step[] };
  const segments = [open];
  for (const step of steps) {
    const { entry } = step;
    inForce = after(inForce, entry);
    if (isEntry(entry, 'BALANCE')) {
      open = { fromMs: entry.atMs, start: step.after, ...inForce, steps: [] };
      segments.push(open);
    } else open.steps.push(step);
  }
  return segments.flatMap(({ settings, ...segment }, i) =>
    settings ? [{ ...segment, settings: settingsOf(settings), toMs: segments[i + 1]?.fromMs ?? toMs }] : [],
  );
}

function firstSettings(steps: readonly Step[]): PlainSettings | null {
  for (const { entry } of steps) if (isEntry(entry, 'CONFIG')) return entry.data.settings;
  return null;
}

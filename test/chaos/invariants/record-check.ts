import type { TimedEntry } from '../../../src/lib/journal/entry.ts';
import type { TickSettings } from '../../../src/lib/tick/settings.ts';
import type { Verdicts } from '../verdicts.ts';
import type { Facts } from './facts.ts';

/** Looks at one record, knowing all those before it. */
export type RecordCheck = (
  verdicts: Verdicts,
  entry: TimedEntry,
  before: Facts,
  settings: TickSettings,
) => void;

import { type HiveError, refusedError } from '../../core/errors.ts';
import { entry } from '../../journal/entry.ts';
import type { TickPorts } from './ports.ts';

interface Alarm {
  readonly code: string;
  readonly message: string;
  /** What to do before `hive trade resume`. */
  readonly next: string;
}

/** Switches trading off, first durably, then in the journal. @returns what the tick is to end with. */
export function stopTrading({ halt, journal }: TickPorts, { code, message, next }: Alarm): HiveError {
  halt.write(message);
  journal.record(entry('HALT', { reason: message }));
  return refusedError({ code, message, next: `Trading is halted. ${next}, then run hive trade resume.` });
}

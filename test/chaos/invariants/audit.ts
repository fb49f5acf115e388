import { type TimedEntry, toEntry } from '../../../src/lib/journal/entry.ts';
import type { TickSettings } from '../../../src/lib/tick/settings.ts';
import type { Verdicts } from '../verdicts.ts';
import { i21NetOfFees, i22SaleCovered } from './amount-records.ts';
import { Facts } from './facts.ts';
import { i13Size, i14Minimum, i15Confidence, i16Symbol, i17Day, i18LimitsOfNow } from './limit-records.ts';
import { i3FreshId, i4IdOfIntent, i6FrozenSymbol, i8FillOnce, i11EndedOrder } from './order-records.ts';
import type { RecordCheck } from './record-check.ts';

const CHECKS: readonly RecordCheck[] = [
  i3FreshId,
  i4IdOfIntent,
  i6FrozenSymbol,
  i8FillOnce,
  i11EndedOrder,
  i13Size,
  i14Minimum,
  i15Confidence,
  i16Symbol,
  i17Day,
  i18LimitsOfNow,
  i21NetOfFees,
  i22SaleCovered,
];

/** Reads each record of a journal once, as it becomes durable, with every check. */
export class Audit {
  readonly facts = new Facts();
  /** All that was read. */
  readonly entries: TimedEntry[] = [];
  readonly #verdicts: Verdicts;

  constructor(verdicts: Verdicts) {
    this.#verdicts = verdicts;
  }

  /** The records that came since the last call, made under `settings`. */
  read(lines: readonly string[], settings: TickSettings): void {
    const { length } = this.entries;
    this.#verdicts.check('I10', lines.length >= length, () => `record ${lines.length + 1} is gone`);
    for (const line of lines.slice(length)) {
      const entry = toEntry(JSON.parse(line));
      for (const check of CHECKS) check(this.#verdicts, entry, this.facts, settings);
      this.facts.apply(entry);
      this.entries.push(entry);
    }
  }
}

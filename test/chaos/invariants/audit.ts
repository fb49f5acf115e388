import { GENESIS, parseLine } from '../../../src/lib/journal/chain.ts';
import { type TimedEntry, toEntry } from '../../../src/lib/journal/entry.ts';
import type { ChainLink } from '../../../src/lib/journal/sealed-record.ts';
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
  #link: ChainLink = GENESIS;

  constructor(verdicts: Verdicts) {
    this.#verdicts = verdicts;
  }

  /** The records that came since the last call, made under `settings`. */
  read(lines: readonly string[], settings: TickSettings): void {
    const { seq } = this.#link;
    this.#verdicts.check('I10', lines.length >= seq, () => `record ${lines.length + 1} is gone`);
    for (const line of lines.slice(seq)) {
      const entry = this.#next(line);
      if (!entry) return;
      for (const check of CHECKS) check(this.#verdicts, entry, this.facts, settings);
      this.facts.apply(entry);
      this.entries.push(entry);
    }
  }

  /** I10: numbered from 1 without a gap, each hash covering the record before. */
  #next(line: string): TimedEntry | null {
    try {
      const record = parseLine(line, this.#link);
      this.#link = { seq: record.seq, hash: record.hash };
      return toEntry(record);
    } catch (error) {
      this.#verdicts.check('I10', false, () => `record ${this.#link.seq + 1}: ${String(error)}`);
      return null;
    }
  }
}

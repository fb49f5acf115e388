import { isoTime } from '../../src/lib/core/clock.ts';
import type { RecordBody } from '../../src/lib/journal/sealed-record.ts';

export const JOURNAL_EPOCH = Date.UTC(2026, 10, 22, 12);

/** `count` small records a second apart, the first at `JOURNAL_EPOCH + from` seconds. */
export const bodies = (count: number, from = 0): RecordBody[] =>
  Array.from({ length: count }, (_, index) => ({
    at: isoTime(JOURNAL_EPOCH + (from + index) * 1_000),
    mode: 'paper',
    account: 'PA37',
    type: 'NOTE',
    data: { number: from + index, text: 'naïve "quoted" €' },
  }));

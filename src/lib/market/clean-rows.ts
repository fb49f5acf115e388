import { type CleanRow, judgeRow, type RowRules } from './judge-row.ts';
import type { RawRow } from './raw-row.ts';
import type { DroppedRows } from './vendor-bars.ts';

export interface CleanRows {
  /** Times rise. */
  readonly rows: readonly CleanRow[];
  readonly dropped: readonly DroppedRows[];
  /** Rows that came after a later one. */
  readonly outOfOrder: number;
}

/** Rows that make a valid series, whatever came; and what was left out, by reason. */
export function cleanRows(raw: readonly RawRow[], rules: RowRules): CleanRows {
  const counts = new Map<string, number>();
  const drop = (reason: string) => counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const sound: CleanRow[] = [];
  for (const row of raw) {
    const judged = judgeRow(row, rules);
    if (typeof judged === 'string') drop(judged);
    else sound.push(judged);
  }
  const outOfOrder = sound.filter((row, at) => at > 0 && row.timeMs < sound[at - 1]!.timeMs).length;
  const rows: CleanRow[] = [];
  for (const row of sound.toSorted((a, b) => a.timeMs - b.timeMs)) {
    // The first of a time is the bar; what a vendor adds to it is the newest price.
    if (rows.at(-1)?.timeMs === row.timeMs) drop('duplicate');
    else rows.push(row);
  }
  return { rows, dropped: Array.from(counts, ([reason, count]) => ({ reason, rows: count })), outOfOrder };
}

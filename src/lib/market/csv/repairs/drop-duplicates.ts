import { dataError } from '../../../core/errors.ts';
import type { Findings } from '../findings.ts';
import type { SourceRow } from '../source-row.ts';

/**
 * One row for each time. Equal rows are dropped; of rows that differ, `onConflict` keeps one by its place in the file.
 * @param rows sorted by time, rows of one time by line.
 * @throws HiveError (data) when rows of one time differ and no rule is given.
 */
export function dropDuplicates(
  rows: readonly SourceRow[],
  onConflict: 'first' | 'last' | undefined,
  findings: Findings,
): SourceRow[] {
  const kept: SourceRow[] = [];
  for (const row of rows) {
    const other = kept.at(-1);
    if (other?.timeMs !== row.timeMs) {
      kept.push(row);
      continue;
    }
    const unequal = differing(other, row);
    if (unequal && !onConflict) throw conflict(unequal, other, row);
    findings.note(
      unequal ? 'conflicting-duplicate' : 'duplicate',
      row.line,
      () => `${row.timeText}, see ${other.line}`,
    );
    if (onConflict === 'last') kept[kept.length - 1] = row;
  }
  return kept;
}

const VALUES = ['open', 'high', 'low', 'close', 'volume'] as const;

const differing = (a: SourceRow, b: SourceRow) => VALUES.find(value => !Object.is(a[value], b[value]));

const conflict = (value: (typeof VALUES)[number], first: SourceRow, second: SourceRow) =>
  dataError({
    code: 'CONFLICTING_ROWS',
    message: `Lines ${first.line} and ${second.line} both tell of ${second.timeText.trim()} but differ (${value} ${first[value]} and ${second[value]}).`,
    next: 'Keep one: --on-conflict first or --on-conflict last.',
  });

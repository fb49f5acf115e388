import { isoTime } from '../../../core/clock.ts';
import { dataError } from '../../../core/errors.ts';
import { type Interval, intervalMs } from '../../../core/interval.ts';
import type { Findings } from '../findings.ts';
import type { SourceRow } from '../source-row.ts';

/**
 * Drops rows that do not open on a boundary of the interval. The newest row alone is the live bar that some providers
 * append, stamped with the moment of the download.
 * @throws HiveError (data) when most rows lie off the grid: the file counts its bars from another moment.
 */
export function dropOffGrid(rows: readonly SourceRow[], interval: Interval, findings: Findings): SourceRow[] {
  const step = intervalMs(interval);
  const onGrid = rows.filter(row => row.timeMs % step === 0);
  if (onGrid.length * 2 < rows.length) throw otherGrid(rows[0]!, interval);
  if (onGrid.length === rows.length) return onGrid;
  rows.forEach((row, index) => {
    if (row.timeMs % step === 0) return;
    findings.note(index === rows.length - 1 ? 'forming-bar' : 'off-grid', row.line, () => row.timeText);
  });
  return onGrid;
}

const otherGrid = (row: SourceRow, interval: Interval) =>
  dataError({
    code: 'OFF_GRID',
    message: `Line ${row.line}: a bar opens at ${isoTime(row.timeMs)}, but bars of ${interval} open on boundaries of ${interval} in UTC.`,
    next: `Check --timezone and --labels, or import a finer file with --resample ${interval}.`,
  });

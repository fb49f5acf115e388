import { isoTime } from '../../../core/clock.ts';
import { type Interval, intervalMs } from '../../../core/interval.ts';
import type { Findings } from '../findings.ts';
import type { ReadOptions } from '../read-options.ts';
import type { SourceRow } from '../source-row.ts';

interface FormingContext {
  readonly interval: Interval;
  /** A daily crypto export of Yahoo: its newest row is today's bar, which is not final. */
  readonly yahooDaily: boolean;
}

/** Drops the bars at the end of a sorted file that had not closed when it was made. */
export function dropForming(
  rows: readonly SourceRow[],
  options: ReadOptions,
  context: FormingContext & { readonly findings: Findings },
): SourceRow[] {
  const closed = options.keepForming ? [...rows] : closedRows(rows, options, context);
  const newest = closed.at(-1);
  const trusted = options.keepLast || options.keepForming || options.downloadedAtMs !== undefined;
  if (!newest || closed.length < rows.length || trusted || !context.yahooDaily) return closed;
  context.findings.note('yahoo-last-row', newest.line, () => `${newest.timeText}, close ${newest.close}`);
  context.findings.assume(
    'The newest row of a daily crypto export of Yahoo is a bar still forming: dropped (--keep-last keeps it).',
  );
  return closed.slice(0, -1);
}

function closedRows(
  rows: readonly SourceRow[],
  options: ReadOptions,
  { interval, findings }: { interval: Interval; findings: Findings },
): SourceRow[] {
  const present = Math.min(options.nowMs, options.downloadedAtMs ?? options.nowMs);
  const step = intervalMs(interval);
  return rows.filter(row => {
    if (row.timeMs + step <= present) return true;
    findings.note('forming-bar', row.line, () => `${row.timeText}, closes ${isoTime(row.timeMs + step)}`);
    return false;
  });
}

import type { Findings } from '../findings.ts';
import type { SourceRow } from '../source-row.ts';

/** Oldest first. Newest first is an order, not a defect; rows out of their file's own order are noted. */
export function sortRows(rows: readonly SourceRow[], findings: Findings): SourceRow[] {
  let rising = 0;
  let falling = 0;
  for (let index = 1; index < rows.length; index++) {
    const step = rows[index]!.timeMs - rows[index - 1]!.timeMs;
    if (step > 0) rising++;
    else if (step < 0) falling++;
  }
  if (falling === 0) return [...rows];
  const newestFirst = falling > rising;
  if (newestFirst) findings.assume('Rows are newest first.');
  if (rising > 0) noteStrays(rows, newestFirst ? -1 : 1, findings);
  return [...rows].sort((a, b) => a.timeMs - b.timeMs || a.line - b.line);
}

function noteStrays(rows: readonly SourceRow[], direction: 1 | -1, findings: Findings): void {
  for (let index = 1; index < rows.length; index++) {
    const row = rows[index]!;
    if ((row.timeMs - rows[index - 1]!.timeMs) * direction < 0) {
      findings.note('sorted', row.line, () => `${row.timeText} after ${rows[index - 1]!.timeText}`);
    }
  }
}

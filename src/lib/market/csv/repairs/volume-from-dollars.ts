import type { Findings } from '../findings.ts';
import type { SourceRow } from '../source-row.ts';

/** Turns dollar volumes into coins, dollars over close: a bar's volume counts base units. */
export function volumeFromDollars(
  rows: readonly SourceRow[],
  dollars: (row: SourceRow) => number,
  findings: Findings,
): void {
  for (const row of rows) {
    const amount = dollars(row);
    if (Number.isNaN(amount)) continue;
    findings.note('volume-from-dollars', row.line, () => `${amount} dollars at ${row.close}`);
    row.volume = amount / row.close;
  }
}

import type { Findings } from '../findings.ts';
import type { SourceRow } from '../source-row.ts';

/** Scales the prices of every row by adjusted close over close. Volumes stay. Rows without an adjusted close go. */
export function adjustPrices(rows: readonly SourceRow[], findings: Findings): SourceRow[] {
  return rows.filter(row => {
    if (!(row.adjClose > 0)) {
      findings.note('incomplete-row', row.line, () => `adjusted close ${row.adjClose}`);
      return false;
    }
    if (row.adjClose !== row.close) scale(row, findings);
    return true;
  });
}

function scale(row: SourceRow, findings: Findings): void {
  findings.note('adjusted-prices', row.line, () => `close ${row.close} → ${row.adjClose}`);
  const factor = row.adjClose / row.close;
  row.open *= factor;
  row.close = row.adjClose;
  row.high = Math.max(row.high * factor, row.open, row.close);
  row.low = Math.min(row.low * factor, row.open, row.close);
}

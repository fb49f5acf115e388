import type { Findings } from '../findings.ts';
import type { SourceRow } from '../source-row.ts';

/** Dollars over coins is a price of the bar; exchanges average over trades, so that it is not exactly the close. */
const NEAR = Math.log(1.5);

/**
 * Sets coin and dollar volumes right where a file has them interleaved: the true pair is the one whose quotient is
 * near the close. Rows that fit neither way, and prices near one dollar where both fit, are left alone.
 */
export function swapVolumes(rows: readonly SourceRow[], findings: Findings): void {
  for (const row of rows) {
    if (!isSwapped(row)) continue;
    findings.note('swapped-volumes', row.line, () => `coins ${row.volume}, dollars ${row.quoteVolume}`);
    row.volume = row.quoteVolume;
  }
}

function isSwapped({ close, volume, quoteVolume }: SourceRow): boolean {
  if (!(volume > 0 && quoteVolume > 0)) return false;
  const asWritten = Math.abs(Math.log(quoteVolume / volume / close));
  const asSwapped = Math.abs(Math.log(volume / quoteVolume / close));
  return asSwapped < NEAR && asWritten > 2 * NEAR;
}

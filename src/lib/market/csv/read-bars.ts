import { type BarSeries, emptySeries, setBar } from '../../core/bar-series.ts';
import { dataError, usageError } from '../../core/errors.ts';
import type { Interval } from '../../core/interval.ts';
import type { RequiredColumns } from './columns.ts';
import { DEFECT_KINDS, DROP_KINDS, Findings, REPAIR_KINDS } from './findings.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import type { ReadOptions, ReadReport } from './read-options.ts';
import { type RowsRead, readRows } from './read-rows.ts';
import { adjustPrices } from './repairs/adjust-prices.ts';
import { cleanPrices } from './repairs/clean-prices.ts';
import { dropDuplicates } from './repairs/drop-duplicates.ts';
import { dropForming } from './repairs/drop-forming.ts';
import { dropOffGrid } from './repairs/drop-off-grid.ts';
import { sortRows } from './repairs/sort-rows.ts';
import { swapVolumes } from './repairs/swap-volumes.ts';
import { volumeFromDollars } from './repairs/volume-from-dollars.ts';
import { settleTimes } from './settle-times.ts';
import type { SourceRow } from './source-row.ts';
import type { Table } from './table.ts';

export interface BarsRead {
  /** Valid bars: strictly rising, on the interval's grid, sane. Volume is NaN where the file has none. */
  readonly series: BarSeries;
  /** Line or item of each bar. */
  readonly lines: readonly number[];
  readonly report: ReadReport;
}

const DEFAULT_BAD_SHARE = 0.01;

/**
 * Reads an export of bars of one symbol, CSV or JSON, as its provider wrote it. What is certain is repaired and
 * counted, what is broken is dropped and counted, what is ambiguous is refused with the way out.
 * @param name what messages call the file.
 * @throws HiveError (data or usage) on everything that is refused.
 */
export function readBars(text: string, name: string, options: ReadOptions): BarsRead {
  const findings = new Findings();
  const table = /^\s*[[{]/.test(text) ? readJson(text, name) : readCsv(text, findings);
  const read = readRows(table, options, findings);
  if (read.rowsRead === 0) throw noRows(name, emptiness(options));
  const repaired = repairRows(read, options, findings);
  // Before times are settled too: of too few good rows that would only say that they are too few.
  refuseDefective(table, read.rowsRead, { options, findings });
  const { rows, interval } = inTimeOrder(repaired, options, { read, findings });
  refuseDefective(table, read.rowsRead, { options, findings });
  if (rows.length === 0) throw noRows(name, 'holds no usable row');
  if (rows.some(row => Number.isNaN(row.volume))) {
    findings.warn(
      `${rows.filter(row => Number.isNaN(row.volume)).length} bars have no volume: stored as unknown.`,
    );
  }
  return {
    series: toSeries(rows, options.instrument.symbol, interval),
    lines: rows.map(row => row.line),
    report: {
      format: read.order === null ? table.format : `${table.format}: ${read.order}`,
      rowsRead: read.rowsRead,
      rowsKept: rows.length,
      repairs: findings.list(REPAIR_KINDS),
      dropped: findings.list(DROP_KINDS),
      warnings: findings.warnings,
      assumptions: findings.assumptions,
    },
  };
}

function repairRows(read: RowsRead, options: ReadOptions, findings: Findings): SourceRow[] {
  const rows = cleanPrices(read.rows, findings);
  repairVolumes(rows, read.columns, { options, findings });
  if (!options.adjusted) {
    if (rows.some(row => row.adjClose > 0 && row.adjClose !== row.close)) {
      findings.assume('Prices are as traded; the adjusted closes are not used (--adjusted scales by them).');
    }
    return rows;
  }
  if (read.columns.adjClose !== undefined) return adjustPrices(rows, findings);
  throw usageError({
    code: 'NO_ADJUSTED_CLOSE',
    message: 'The file has no column of adjusted closes.',
    next: 'Leave --adjusted out.',
  });
}

interface Judgement {
  readonly options: ReadOptions;
  readonly findings: Findings;
}

function repairVolumes(
  rows: readonly SourceRow[],
  columns: RequiredColumns,
  { options, findings }: Judgement,
): void {
  if (
    options.volumeUnit === 'quote' ||
    (options.volumeUnit === undefined && isYahooCrypto(columns, options))
  ) {
    findings.assume(
      'The volume column counts dollars: divided by the close to get units (--volume-unit base).',
    );
    volumeFromDollars(rows, row => row.volume, findings);
  } else if (columns.volume === undefined && columns.quoteVolume !== undefined) {
    volumeFromDollars(rows, row => row.quoteVolume, findings);
  } else if (columns.quoteVolume !== undefined) {
    swapVolumes(rows, findings);
  }
}

/** Only Yahoo writes an adjusted close for coins. */
const isYahooCrypto = (columns: RequiredColumns, { instrument }: ReadOptions): boolean =>
  instrument.assetClass === 'crypto' && columns.adjClose !== undefined;

function inTimeOrder(
  rows: readonly SourceRow[],
  options: ReadOptions,
  { read, findings }: { read: RowsRead; findings: Findings },
): { rows: SourceRow[]; interval: Interval } {
  const settled = settleTimes(rows, options, findings);
  const { interval } = settled;
  const sorted = sortRows(settled.rows, findings);
  const unique = dropDuplicates(sorted, options.onConflict, findings);
  const onGrid = unique.length === 0 ? [] : dropOffGrid(unique, interval, findings);
  const yahooDaily = interval === '1d' && isYahooCrypto(read.columns, options);
  return { rows: dropForming(onGrid, options, { interval, yahooDaily, findings }), interval };
}

function refuseDefective(table: Table, rowsRead: number, { options, findings }: Judgement): void {
  const defects = findings.list(DEFECT_KINDS);
  const count = defects.reduce((sum, defect) => sum + defect.count, 0);
  const limit = options.maxBadShare ?? DEFAULT_BAD_SHARE;
  if (count <= rowsRead * limit) return;
  const first = defects.reduce((a, b) => (b.firstLine < a.firstLine ? b : a));
  throw dataError({
    code: 'TOO_MANY_BAD_ROWS',
    message: `${count} of ${rowsRead} rows are defective, more than ${limit * 100} %; the first is ${table.unit} ${first.firstLine} (${first.kind}: ${first.example}).`,
    next: 'Correct the file, or let more rows go with --max-bad PERCENT.',
  });
}

const emptiness = ({ where }: ReadOptions): string =>
  where ? `holds no row with "${where.value}" under "${where.header}"` : 'has a header but no rows';

const noRows = (name: string, what: string) =>
  dataError({
    code: 'NO_ROWS',
    message: `"${name}" ${what}.`,
    next: 'Download it again: a failed download often leaves such a file behind.',
  });

function toSeries(rows: readonly SourceRow[], symbol: string, interval: Interval): BarSeries {
  const series = emptySeries(symbol, interval, rows.length);
  rows.forEach((row, index) => {
    setBar(series, index, row);
  });
  return series;
}

import { detectDelimiter } from './detect-delimiter.ts';
import { findHeader, type SampleRow } from './find-header.ts';
import type { Findings } from './findings.ts';
import { usesDecimalComma } from './parse-number.ts';
import { splitRows } from './split-rows.ts';
import type { Table } from './table.ts';

const SAMPLE_ROWS = 30;
const NAMES: Record<string, string> = { '\t': 'tab', ';': 'semicolon', '|': 'bar', ',': 'comma' };

/** Delimited text as a table; rows are split anew on every walk, so that a large file is never held twice. */
export function readCsv(text: string, findings: Findings): Table {
  const delimiter = detectDelimiter(text);
  const sample = firstRows(text, delimiter);
  const commaIsDecimal = delimiter !== ',' && sample.some(row => usesDecimalComma(row.cells));
  const { headers, tickers, lastLine, banner } = findHeader(sample, commaIsDecimal);
  if (banner !== null) findings.assume(`The line above the header ("${banner.slice(0, 60)}") is not data.`);
  if (commaIsDecimal) findings.assume('A comma marks decimals.');
  return {
    format: `${NAMES[delimiter]}-separated, ${headers ? 'with' : 'without'} header`,
    unit: 'line',
    headers,
    tickers,
    commaIsDecimal,
    eachRow: visit =>
      splitRows(text, delimiter, (cells, line) => (line > lastLine ? visit(cells, line) : undefined)),
  };
}

function firstRows(text: string, delimiter: string): SampleRow[] {
  const rows: SampleRow[] = [];
  splitRows(text, delimiter, (cells, line) => {
    rows.push({ cells, line });
    return rows.length < SAMPLE_ROWS;
  });
  return rows;
}

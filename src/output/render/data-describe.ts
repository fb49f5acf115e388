import type { DataDescription } from '../../lib/app/frame/describe-data.ts';
import { NONE } from '../numbers.ts';
import { table } from '../table.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const right = 'right' as const;

const COLUMNS = [
  { header: 'Column', priority: 1, minWidth: 6 },
  { header: 'Count', priority: 1, align: right },
  { header: 'Missing', priority: 4, align: right },
  { header: 'Mean', priority: 1, align: right },
  { header: 'Std', priority: 1, align: right },
  { header: 'Min', priority: 1, align: right },
  { header: '25 %', priority: 3, align: right },
  { header: '50 %', priority: 2, align: right },
  { header: '75 %', priority: 3, align: right },
  { header: 'Max', priority: 1, align: right },
];

const SIGNIFICANT = 5;

/** One row a column of the data, and what the rows are above them. */
export function renderDataDescribe(description: DataDescription, screen: Screen): string {
  const { what, symbol, interval, source, rows, from, to, engine } = description;
  const of = [symbol, interval, source].filter(part => part !== null).join(' ');
  const lines = description.columns.map(({ name, count, missing, ...values }) => {
    const { mean, std, min, q1, median, q3, max } = values;
    return [name, `${count}`, `${missing}`, ...[mean, std, min, q1, median, q3, max].map(short)];
  });
  return page(screen, [
    wrap(`${rows} ${what} of ${of}, ${day(from)} to ${day(to)}`, screen.width),
    table(COLUMNS, lines, screen),
    engine === 'own' ? '' : 'Reckoned by danfo.js.',
  ]);
}

const day = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')}Z`;

/** Five digits, without an exponent where none is needed: columns differ by orders of magnitude. */
function short(value: number | null): string {
  if (value === null) return NONE;
  if (value === 0) return '0';
  const size = Math.floor(Math.log10(Math.abs(value)));
  if (size >= SIGNIFICANT) return value.toFixed(0);
  return size < -SIGNIFICANT ? value.toExponential(2) : value.toFixed(Math.min(8, SIGNIFICANT - 1 - size));
}

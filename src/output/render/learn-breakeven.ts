import type { BreakEvenRow } from '../../lib/app/learn/break-even-table.ts';
import { NONE, percent } from '../numbers.ts';
import { table } from '../table.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const right = 'right' as const;

const COLUMNS = [
  { header: 'Symbol', priority: 1 },
  { header: 'Horizon', priority: 1 },
  { header: 'Mean move', priority: 2, align: right },
  { header: 'Cost', priority: 2, align: right },
  { header: 'Break-even', priority: 1, align: right },
  { header: 'At maker', priority: 3, align: right },
  { header: '', priority: 1, minWidth: 9 },
];

/** How often a bet must be right, a row a symbol and horizon. */
export function renderBreakEven(rows: readonly BreakEvenRow[], screen: Screen): string {
  if (rows.length === 0) {
    const text =
      'There are too few stored bars to know the usual move. Run: hive train cycle, or hive data import FILE';
    return page(screen, [wrap(text, screen.width)]);
  }
  const withMaker = rows.some(({ breakEvenAtMaker }) => breakEvenAtMaker !== null);
  const columns = withMaker ? COLUMNS : COLUMNS.filter(({ header }) => header !== 'At maker');
  return page(screen, [
    table(
      columns,
      rows.map(row => cells(row, withMaker)),
      screen,
    ),
    wrap(
      'A bet on the direction must be right so often to pay for its costs. Above 60 % it is not worth it.',
      screen.width,
    ),
  ]);
}

function cells(row: BreakEvenRow, withMaker: boolean): string[] {
  const { symbol, horizon, meanMove, cost, breakEven, breakEvenAtMaker, isWorthWhile } = row;
  const maker = breakEvenAtMaker === null ? NONE : percent(breakEvenAtMaker);
  return [
    symbol,
    horizon,
    percent(meanMove, 2),
    percent(cost, 2),
    percent(breakEven),
    ...(withMaker ? [maker] : []),
    wordOf(breakEven, isWorthWhile),
  ];
}

function wordOf(breakEven: number, isWorthWhile: boolean): string {
  if (breakEven >= 1) return 'cannot pay';
  return isWorthWhile ? '' : 'too dear';
}

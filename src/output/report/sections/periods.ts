import type { BacktestOutput, BacktestPeriod } from '../../../lib/app/schemas/backtest.ts';
import { decimal, percent, signedPercent, signedUsd } from '../../numbers.ts';
import { signed } from '../cell.ts';
import { type Column, dataTable } from '../data-table.ts';
import { type Html, html } from '../html.ts';
import { section } from './section.ts';

/** Ten years of days: more make a file that no one opens. */
const MAX_ROWS = 3_660;

const columnsOf = (unit: string): Column<BacktestPeriod>[] => [
  { label: unit, isText: true, cell: row => row.date.slice(0, unit === 'Month' ? 7 : 10) },
  { label: 'Trades', cell: row => decimal(row.trades, 0) },
  { label: 'Tot Profit $', cell: row => signed(signedUsd(row.profit_abs), row.profit_abs) },
  { label: 'Tot Profit %', cell: row => signed(signedPercent(row.profit, 2), row.profit) },
  { label: 'Profit Factor', cell: row => decimal(row.profit_factor) },
  { label: 'Win', cell: row => decimal(row.wins, 0) },
  { label: 'Draw', cell: row => decimal(row.draws, 0) },
  { label: 'Loss', cell: row => decimal(row.losses, 0) },
  { label: 'Win %', cell: row => percent(row.trades > 0 ? row.wins / row.trades : null) },
];

/** Months, weeks and days, folded up: they are for looking things up. */
export function periodsSection({ periodic_breakdown: { day, week, month } }: BacktestOutput): Html {
  const fold = (unit: string, rows: readonly BacktestPeriod[]) => {
    const id = `by-${unit.toLowerCase()}`;
    const shown = rows.slice(-MAX_ROWS);
    const left = rows.length - shown.length;
    const caption = `Change of equity by ${unit.toLowerCase()}, UTC; trades by the time they closed.${
      left > 0
        ? ` The newest ${decimal(shown.length, 0)}; ${decimal(left, 0)} before them are left out here.`
        : ''
    }`;
    return html`<details><summary>${unit} breakdown <span>${decimal(rows.length, 0)} lines</span></summary>
${dataTable(columnsOf(unit), shown, { id, caption })}
</details>
`;
  };
  return section('periods', 'Periods', fold('Month', month), fold('Week', week), fold('Day', day));
}

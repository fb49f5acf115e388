import type { BacktestComparison } from '../../lib/app/backtest/compare.ts';
import { NONE, quantity } from '../numbers.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

const right = 'right' as const;

/** Two runs side by side. */
export function renderComparison(
  { first, second, settings, figures }: BacktestComparison,
  terminal: Pick<Terminal, 'width'>,
): string {
  const figureColumns = [
    { header: 'Figure', priority: 1, minWidth: 12 },
    { header: first, priority: 1, align: right },
    { header: second, priority: 1, align: right },
    { header: 'Change', priority: 2, align: right },
  ];
  const settingColumns = [
    { header: 'Set differently', priority: 1, minWidth: 12 },
    { header: first, priority: 1, minWidth: 12 },
    { header: second, priority: 1, minWidth: 12 },
  ];
  const blocks = [
    settings.length === 0
      ? 'Both were set alike.'
      : table(
          settingColumns,
          settings.map(({ name, ...values }) => [name, text(values.first), text(values.second)]),
          terminal,
        ),
    table(
      figureColumns,
      figures.map(each => [each.name, number(each.first), number(each.second), number(each.change)]),
      terminal,
    ),
  ];
  return blocks.join('\n\n');
}

const SHOWN_DIGITS = 6;

const text = (value: string | number | null): string => (value === null ? NONE : String(value));
const number = (value: number | null): string =>
  quantity(value === null ? null : Number(value.toPrecision(SHOWN_DIGITS)));

import type { BacktestOutput } from '../../../lib/app/schemas/backtest.ts';
import { decimal, percent, signedPercent, usd } from '../../numbers.ts';
import { WINDOW_DAYS } from '../charts/rolling-sharpe.ts';
import { type Html, html } from '../html.ts';
import type { RollingSharpe } from '../page-data.ts';
import { minuteOf } from './format.ts';
import { chart, section } from './section.ts';

/** Equity, drawdown and rolling Sharpe ratio, one above the other over one time axis. */
export function curves(output: BacktestOutput, sharpe: RollingSharpe): Html {
  const held = output.evidence.buy_and_hold;
  const low = minuteOf(output.drawdown_end);
  return section(
    'equity',
    'Equity',
    chart({
      id: 'equity-plot',
      title: 'Equity and buy-and-hold',
      controls: html`<button type="button" id="equity-log" aria-pressed="false" hidden>Log scale</button>`,
      says: `From ${usd(output.starting_balance)} to ${usd(output.final_balance)} (${signedPercent(
        output.profit_total,
      )}); buy and hold to ${usd(held.final_balance)} (${signedPercent(held.profit_total)}). At the close of each bar.`,
    }),
    chart({
      id: 'drawdown-plot',
      title: 'Drawdown',
      says: `Below the highest equity so far: at most ${percent(output.max_drawdown_account)}${
        output.drawdown_end === null ? '' : `, at ${low}`
      }; below it ${percent(output.underwater)} of the time.`,
    }),
    chart({
      id: 'sharpe-plot',
      title: `Rolling Sharpe, ${WINDOW_DAYS} days`,
      says: sharpeText(sharpe.value.filter(value => value !== null)),
    }),
  );
}

function sharpeText(values: readonly number[]): string {
  if (values.length === 0) return `Needs more than ${WINDOW_DAYS} days in which equity moves.`;
  const above = values.filter(value => value > 0).length / values.length;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `Yearly, of daily changes: between ${decimal(low)} and ${decimal(high)}, above zero on ${percent(above, 0)} of days.`;
}

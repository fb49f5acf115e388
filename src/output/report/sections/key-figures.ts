import type { BacktestOutput } from '../../../lib/app/schemas/backtest.ts';
import { decimal, NONE, percent, signedPercent, signedUsd, usd } from '../../numbers.ts';
import { span } from '../../times.ts';
import { type Tone, toneOf } from '../cell.ts';
import { each, type Html, html } from '../html.ts';
import { section } from './section.ts';

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly tone?: Tone;
  /** What to hold it against. */
  readonly beside: string;
}

/** The ten figures that a trader asks for first, each beside what it has to be measured by. */
export function keyFigures(output: BacktestOutput): Html {
  const figures = [...results(output), ...ofTrades(output)];
  return section(
    'figures',
    'Key figures',
    html`<dl class="figures">
${each(
  figures,
  ({ name, value, tone = '', beside }) =>
    html`<div><dt>${name}</dt><dd class="value ${tone}">${value}</dd><dd class="beside">${beside}</dd></div>`,
)}
</dl>`,
  );
}

function results(output: BacktestOutput): Figure[] {
  const { evidence } = output;
  const held = evidence.buy_and_hold;
  const bounds = evidence.bootstrap.sharpe;
  return [
    {
      name: 'Total profit',
      value: signedPercent(output.profit_total),
      tone: toneOf(output.profit_total),
      beside: `${signedUsd(output.profit_total_abs)} on ${usd(output.starting_balance)}`,
    },
    {
      name: 'Buy and hold',
      value: signedPercent(held.profit_total),
      tone: toneOf(held.profit_total),
      beside: `Sharpe ${decimal(held.sharpe)}, drawdown ${percent(held.max_drawdown_account)}`,
    },
    {
      name: 'CAGR',
      value: signedPercent(output.cagr),
      tone: toneOf(output.cagr),
      beside: `volatility ${percent(output.annual_volatility)} a year`,
    },
    {
      name: 'Sharpe',
      value: decimal(output.sharpe),
      beside: `95 %: ${decimal(bounds.low)} to ${decimal(bounds.high)}`,
    },
    {
      name: 'Max drawdown',
      value: percent(output.max_drawdown_account),
      beside: `longest ${span(output.longest_drawdown === null ? null : output.longest_drawdown * 1_000)}`,
    },
  ];
}

function ofTrades(output: BacktestOutput): Figure[] {
  const arm = output.evidence.control_arm;
  return [
    {
      name: 'Trades',
      value: decimal(output.total_trades, 0),
      beside: `in the market ${percent(output.exposure)} of the time`,
    },
    {
      name: 'Win rate',
      value: percent(output.winrate),
      beside: `${decimal(output.wins, 0)} won, ${decimal(output.losses, 0)} lost`,
    },
    {
      name: 'Profit factor',
      value: decimal(output.profit_factor),
      beside: `${signedUsd(output.expectancy)} a trade`,
    },
    {
      name: 'Fees',
      value: usd(output.total_fees),
      beside: `${percent(output.fees_share_of_gross)} of the gross profit`,
    },
    {
      name: 'Beats random arms',
      value: percent(arm.percentile, 0),
      beside: arm.arms > 0 ? `of ${decimal(arm.arms, 0)}, p = ${decimal(arm.p_value)}` : NONE,
    },
  ];
}

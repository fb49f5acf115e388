import type { BacktestMetrics, BacktestResult } from '../../lib/app/schemas/backtest.ts';
import { decimal, percent, signedPercent, signedUsd, usd } from '../numbers.ts';
import { utcMinute } from '../times.ts';
import { seconds } from './backtest-tables.ts';
import { type Fact, facts } from './facts.ts';
import type { Screen } from './screen.ts';

const whole = (count: number): string => decimal(count, 0);
const moment = (text: string | null): string => utcMinute(text === null ? null : Date.parse(text));

/** Every line of freqtrade's SUMMARY METRICS, and those that backtesting.py adds. */
export function summaryMetrics(result: BacktestResult, screen: Screen): string {
  const blocks = [time(result), money(result), ratios(result), trades(result), days(result), fall(result)];
  return `SUMMARY METRICS\n${blocks.map(block => facts(block, screen)).join('\n\n')}`;
}

const time = (r: BacktestResult): Fact[] => [
  ['Backtesting from', moment(r.backtest_start)],
  ['Backtesting to', moment(r.backtest_end)],
  ['Trading Mode', r.execution.side === 'long-only' ? 'spot, long only' : 'long and short'],
  ['Max open trades', whole(r.data.symbols.length)],
  ['Total/Daily Avg Trades', `${whole(r.total_trades)} / ${decimal(r.trades_per_day)}`],
  ['Exposure time', percent(r.exposure)],
];

function money(r: BacktestMetrics): Fact[] {
  const shorts: Fact[] =
    r.trade_count_short === 0
      ? []
      : [
          ['Long / Short trades', `${whole(r.trade_count_long)} / ${whole(r.trade_count_short)}`],
          [
            'Long / Short profit %',
            `${signedPercent(r.profit_total_long, 2)} / ${signedPercent(r.profit_total_short, 2)}`,
          ],
          [
            'Long / Short profit USD',
            `${signedUsd(r.profit_total_long_abs)} / ${signedUsd(r.profit_total_short_abs)}`,
          ],
        ];
  return [
    ['Starting balance', usd(r.starting_balance)],
    ['Final balance', usd(r.final_balance)],
    ['Absolute profit', signedUsd(r.profit_total_abs)],
    ['Total profit %', signedPercent(r.profit_total, 2)],
    ['Avg. stake amount', usd(r.avg_stake_amount)],
    ['Total trade volume', usd(r.total_volume)],
    ['Total fees', `${usd(r.total_fees)} (${percent(r.fees_share_of_gross)} of the gross profit)`],
    ...shorts,
  ];
}

const ratios = (r: BacktestMetrics): Fact[] => [
  ['CAGR %', signedPercent(r.cagr, 2)],
  ['Return (ann.) %', signedPercent(r.annual_return, 2)],
  ['Volatility (ann.) %', percent(r.annual_volatility, 2)],
  ['Sharpe', decimal(r.sharpe)],
  ['Sortino', decimal(r.sortino)],
  ['Calmar', decimal(r.calmar)],
  ['SQN', decimal(r.sqn)],
  ['Alpha', signedPercent(r.alpha, 2)],
  ['Beta', decimal(r.beta)],
  ['Profit factor', decimal(r.profit_factor)],
  ['Expectancy (Ratio)', `${signedUsd(r.expectancy)} (${decimal(r.expectancy_ratio)})`],
  ['Kelly criterion', decimal(r.kelly)],
  ['Mean profit p-value', decimal(r.p_value, 3)],
];

const trades = (r: BacktestMetrics): Fact[] => [
  ['Avg. / median profit %', `${signedPercent(r.profit_mean, 2)} / ${signedPercent(r.profit_median, 2)}`],
  ['Best / worst trade', `${signedPercent(r.best_trade, 2)} / ${signedPercent(r.worst_trade, 2)}`],
  ['Best / worst pair', `${r.best_pair ?? '–'} / ${r.worst_pair ?? '–'}`],
  [
    'Win / Draw / Loss',
    `${whole(r.wins)} / ${whole(r.draws)} / ${whole(r.losses)}, ${percent(r.winrate)} won`,
  ],
  ['Avg. / max. duration', `${seconds(r.holding_avg)} / ${seconds(r.holding_max)}`],
  [
    'Min/Max/Avg. Duration Winners',
    `${seconds(r.winner_holding_min)} / ${seconds(r.winner_holding_max)} / ${seconds(r.winner_holding_avg)}`,
  ],
  [
    'Min/Max/Avg. Duration Losers',
    `${seconds(r.loser_holding_min)} / ${seconds(r.loser_holding_max)} / ${seconds(r.loser_holding_avg)}`,
  ],
  ['Max Consecutive Wins / Loss', `${whole(r.max_consecutive_wins)} / ${whole(r.max_consecutive_losses)}`],
  ['Rejected Entry signals', rejections(r)],
  ['Entry/Exit Timeouts', `${whole(r.timedout_entry_orders)} / ${whole(r.timedout_exit_orders)}`],
];

function rejections({ rejected_signals, rejections: byReason }: BacktestMetrics): string {
  const parts = Object.entries(byReason).map(([reason, count]) => `${reason} ${whole(count ?? 0)}`);
  return whole(rejected_signals) + (parts.length > 0 ? ` (${parts.join(', ')})` : '');
}

const days = (r: BacktestMetrics): Fact[] => [
  ['Avg. daily profit', signedUsd(r.avg_daily_profit)],
  ['Best / worst day', `${signedUsd(r.best_day_abs)} / ${signedUsd(r.worst_day_abs)}`],
  ['Days win/draw/lose', `${whole(r.winning_days)} / ${whole(r.draw_days)} / ${whole(r.losing_days)}`],
];

const fall = (r: BacktestMetrics): Fact[] => [
  ['Min / max balance', `${usd(r.csum_min)} / ${usd(r.csum_max)}`],
  ['Max % of account underwater', percent(r.max_relative_drawdown, 2)],
  ['Absolute drawdown', `${usd(r.max_drawdown_abs)} (${percent(r.max_drawdown_account, 2)})`],
  ['Drawdown duration', seconds(r.drawdown_duration)],
  ['Longest / avg. drawdown', `${seconds(r.longest_drawdown)} / ${seconds(r.average_drawdown_duration)}`],
  ['Avg. drawdown %', percent(r.average_drawdown, 2)],
  ['Time underwater', percent(r.underwater)],
  ['Profit at drawdown start / end', `${signedUsd(r.max_drawdown_high)} / ${signedUsd(r.max_drawdown_low)}`],
  ['Drawdown start', moment(r.drawdown_start)],
  ['Drawdown end', moment(r.drawdown_end)],
  ['Market change', signedPercent(r.market_change, 2)],
];

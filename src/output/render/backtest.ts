import type { BacktestGroup, BacktestOutput, BacktestResult } from '../../lib/app/schemas/backtest.ts';
import { decimal, percent, usd } from '../numbers.ts';
import { paint } from '../paint.ts';
import { utcMinute } from '../times.ts';
import { evidenceBlock, walkForwardBlock } from './backtest-evidence.ts';
import { summaryMetrics } from './backtest-summary.ts';
import { groupTable, periodTable, tradeTable } from './backtest-tables.ts';
import { type Fact, facts } from './facts.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

export interface BacktestView {
  readonly breakdown: readonly ('day' | 'week' | 'month')[];
  /** How many of the newest trades. */
  readonly trades: number;
}

/** A whole backtest: freqtrade's reports in its order, the evidence, and first what it all allows to say. */
export function renderBacktest(output: BacktestOutput, view: BacktestView, screen: Screen): string {
  const groups = (title: string, heading: string, rows: readonly BacktestGroup[]) =>
    groupTable(title, heading, { groups: rows, screen });
  const perPair = { groups: output.results_per_pair, screen, total: totalOf(output) };
  return page({ ...screen, banner: backtestBanner(output.data) }, [
    head(output, screen),
    paint(screen, 'bold', wrap(`Verdict: ${output.deflation.verdict}`, screen.width)),
    groupTable('BACKTESTING REPORT', 'Pair', perPair),
    groups('LEFT OPEN TRADES REPORT', 'Pair', output.left_open_trades),
    groups('ENTER TAG STATS', 'Enter Tag', output.results_per_enter_tag),
    groups('EXIT REASON STATS', 'Exit Reason', output.exit_reason_summary),
    groups('MIXED TAG STATS', 'Enter Tag, Exit', output.mix_tag_stats),
    groups('REGIME STATS', 'Regime', output.results_per_regime),
    ...view.breakdown.map(unit => periodTable(unit, output.periodic_breakdown[unit], screen)),
    tradeTable(output.trades, view.trades, screen),
    walkForwardBlock(output, screen),
    summaryMetrics(output, screen),
    evidenceBlock(output, screen),
    checksBlock(output, screen),
    ...output.exported.map(file => `Wrote ${file}`),
    failedBlock(output, screen),
  ]);
}

/** All pairs together, as the last line of their table. */
const totalOf = (result: BacktestResult): BacktestGroup => ({
  key: 'TOTAL',
  trades: result.total_trades,
  profit_mean: result.profit_mean,
  profit_total_abs: result.profit_total_abs,
  profit_total: result.profit_total,
  duration_avg: result.holding_avg,
  wins: result.wins,
  draws: result.draws,
  losses: result.losses,
  winrate: result.winrate,
  profit_factor: result.profit_factor,
});

/** Says what market a result is about, whatever the configuration of the home is. */
export function backtestBanner({ market }: Pick<BacktestResult['data'], 'market'>): string {
  const [kind, , edge] = market.split('/');
  return kind === 'simulated'
    ? `BACKTEST on a SIMULATED market, edge: ${edge} — not a real result`
    : 'BACKTEST on recorded bars — what was is not what will be';
}

function head(result: BacktestResult, screen: Screen): string {
  const { data } = result;
  const params = Object.entries(result.params).map(([name, value]) => `${name} ${value}`);
  const rows: Fact[] = [
    ['Strategy', [result.strategy, ...params].join(', ')],
    ['Bars', `${decimal(data.bars, 0)} of ${data.interval}, ${data.symbols.join(', ')}, from ${data.source}`],
    ['', `${utcMinute(Date.parse(data.from))} to ${utcMinute(Date.parse(data.to))}${warmUp(data)}`],
    ['Costs', costsText(result)],
    ['Run', `${result.id}, again with: hive backtest show ${result.id}`],
  ];
  return facts(rows, screen);
}

const warmUp = ({ warm_up_bars: bars }: BacktestResult['data']): string =>
  bars > 0 ? `, ${decimal(bars, 0)} bars before to warm up` : '';

function costsText({ execution }: BacktestResult): string {
  const { fee_rate: fee, fee_in: feeIn, spread, spread_on: on, slippage_bps: slippage } = execution;
  return (
    `fee ${percent(fee, 2)} a side${feeIn === 'asset' && fee > 0 ? ', in the coin on buys' : ''}, ` +
    `spread ${percent(spread, 2)}${on === 'entry' ? ' on the entry' : ''}, slippage ${decimal(slippage, 1)} bps; ` +
    `${usd(execution.cash)}, ${execution.sizing}, ${execution.fill}`
  );
}

function checksBlock({ checks }: BacktestOutput, screen: Screen): string {
  if (checks.length === 0) return '';
  const lines = checks.map(({ name, passed, points, found }) => {
    const told = passed ? `passed at ${decimal(points, 0)} places` : `FAILED at ${decimal(points, 0)} places`;
    return [`Check ${name}: ${told}`, ...found.map(sentence => wrap(`- ${sentence}`, screen.width, 2))].join(
      '\n',
    );
  });
  return lines.join('\n');
}

const failedBlock = ({ failed }: BacktestOutput, screen: Screen): string =>
  failed.map(condition => paint(screen, 'red', `Failed: ${condition}`)).join('\n');

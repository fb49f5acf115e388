import type { BacktestOutput } from '../../lib/app/schemas/backtest.ts';
import { browserLibraries } from './browser-libraries.ts';
import { candlesOf } from './charts/candles.ts';
import { equityLines, type MoneyPoint } from './charts/equity-lines.ts';
import { histogram } from './charts/histogram.ts';
import type { CandleColumns } from './charts/pack-bars.ts';
import { rollingSharpe } from './charts/rolling-sharpe.ts';
import { documentOf } from './document.ts';
import { type Html, html } from './html.ts';
import type { PageData } from './page-data.ts';
import { pageScript, pageStyle } from './page-script.ts';
import { checksSection } from './sections/checks.ts';
import { curves } from './sections/curves.ts';
import { evidenceSection } from './sections/evidence.ts';
import { groupsSection } from './sections/groups.ts';
import { headOf } from './sections/head.ts';
import { heatmap } from './sections/heatmap.ts';
import { keyFigures } from './sections/key-figures.ts';
import { periodsSection } from './sections/periods.ts';
import { setupSection } from './sections/setup.ts';
import { summarySection } from './sections/summary.ts';
import { candleSection, distribution } from './sections/trade-charts.ts';
import { tradesSection } from './sections/trades.ts';
import { walkForwardSection } from './sections/walk-forward.ts';
import { MAX_TRADES, tradeRows } from './trade-rows.ts';

export interface ReportInput {
  readonly output: BacktestOutput;
  /** Bars of each symbol, for the candles; columns of a `BarSeries`. */
  readonly bars: readonly CandleColumns[];
  /** Equity of buy-and-hold: [open time of the bar in ms, dollars at its close], times rising. */
  readonly benchmark: readonly MoneyPoint[];
  /** Of the program that writes the page. */
  readonly version: string;
}

/**
 * A backtest as one HTML page that opens anywhere and asks for nothing: words, figures and tables are in the text,
 * charts are drawn by the script that the page carries. The same input gives the same bytes.
 */
export function backtestReport(input: ReportInput): string {
  const libraries = browserLibraries();
  const data = pageData(input);
  return documentOf({
    title: `${input.output.strategy}: backtest ${input.output.id}`,
    style: `${libraries.uplotStyle}\n${pageStyle()}`,
    body: bodyOf(input, data),
    data,
    scripts: [libraries.uplot, libraries.lightweightCharts, pageScript()],
  });
}

function pageData({ output, bars, benchmark }: ReportInput): PageData {
  const { rows, words } = tradeRows(output.trades);
  return {
    equity: equityLines(output.equity, benchmark),
    sharpe: rollingSharpe(output.equity),
    histogram: histogram(output.trades.map(trade => trade.profit_ratio)),
    candles: candlesOf(bars, output.trades.slice(-MAX_TRADES)),
    firstTrade: output.trades.length - rows.length + 1,
    trades: rows,
    words,
  };
}

const LINKS = [
  ['figures', 'Figures'],
  ['equity', 'Equity'],
  ['evidence', 'Evidence'],
  ['months', 'Months'],
  ['candles', 'Entries and exits'],
  ['summary', 'Metrics'],
  ['groups', 'Tables'],
  ['trades', 'Trades'],
  ['setup', 'Setup'],
  ['checks', 'Checks'],
] as const;

function bodyOf({ output, version }: ReportInput, data: PageData): Html {
  return html`<a class="skip" href="#figures">To the figures</a>
${headOf(output)}
<nav aria-label="Parts of this page"><ul>${LINKS.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>
${keyFigures(output)}
<p class="note without-script">Charts need JavaScript; every figure is in the tables.</p>
${curves(output, data.sharpe)}
${evidenceSection(output)}
${heatmap(output.periodic_breakdown.month)}
${distribution(output)}
${candleSection(data.candles)}
${summarySection(output)}
${groupsSection(output)}
${walkForwardSection(output)}
${periodsSection(output)}
${tradesSection({ rows: data.trades, words: data.words }, output.trades.length)}
${setupSection(output)}
${checksSection(output.checks)}
</main>
${footer(version)}`;
}

/** The licence of Lightweight Charts asks for its notice and this one link. */
const footer = (version: string): Html => html`<footer>
<p>Written by HIVE TRADE ${version}. A backtest is no promise: what worked on these bars may not work on the next ones.</p>
<p>Charts: uPlot, © 2022 Leon Sorokin, MIT licence; TradingView Lightweight Charts™, © 2026 TradingView, Inc., Apache licence 2.0, <a href="https://www.tradingview.com/" rel="noreferrer">tradingview.com</a>.</p>
</footer>`;

import type { BacktestOutput } from '../../../lib/app/schemas/backtest.ts';
import { decimal, signedPercent } from '../../numbers.ts';
import { type Html, html } from '../html.ts';
import type { SymbolCandles } from '../page-data.ts';
import { chart, section } from './section.ts';

/** How profits of trades are spread. */
export function distribution(output: BacktestOutput): Html {
  const says =
    output.total_trades === 0
      ? 'There are no trades.'
      : `Trades by profit after fees, as a share of the stake: mean ${signedPercent(output.profit_mean)}, median ${signedPercent(
          output.profit_median,
        )}, from ${signedPercent(output.worst_trade)} to ${signedPercent(output.best_trade)}.`;
  return section(
    'distribution',
    'Distribution of trades',
    chart({ id: 'histogram-plot', title: 'Trades by profit ratio', says }),
  );
}

/** Candles with entries and exits. */
export function candleSection(candles: readonly SymbolCandles[]): Html {
  const options = candles.map(({ symbol }, i) => html`<option value="${i}">${symbol}</option>`);
  const controls = html`<div class="controls" id="candle-controls" hidden>
<label>Symbol <select id="candle-symbol">${options}</select></label>
<span class="buttons"><button type="button" id="trade-previous">Previous trade</button>
<button type="button" id="trade-next">Next trade</button>
<button type="button" id="candle-all">Whole history</button></span>
</div>`;
  return section(
    'candles',
    'Entries and exits',
    chart({ id: 'candle-plot', title: 'Candles with trades', controls, says: candleText(candles) }),
    html`<p id="candle-note" class="note" role="status"></p>`,
  );
}

function candleText(candles: readonly SymbolCandles[]): string {
  const most = Math.max(1, ...candles.map(({ barsEach }) => barsEach));
  const coarse =
    most > 1
      ? ` The whole history is drawn with up to ${decimal(most, 0)} bars in a candle; a chosen trade is shown in its own bars where they fit into this file.`
      : '';
  return `An arrow marks each entry, a dot each exit; rising candles are hollow, falling ones filled.${coarse}`;
}

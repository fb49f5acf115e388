import type { BacktestOutput } from '../../../lib/app/schemas/backtest.ts';
import { each, type Html, html } from '../html.ts';
import { written } from './format.ts';
import { lineOf, METRIC_PARTS } from './metric-lines.ts';
import { section } from './section.ts';

/** freqtrade's SUMMARY METRICS and what backtesting.py adds, each with its key in `--json`. */
export function summarySection(output: BacktestOutput): Html {
  const parts = each(METRIC_PARTS, ({ title, keys }) => {
    const rows = each(keys, key => {
      const [label, format] = lineOf(key);
      const { text, tone = '' } = written(output[key], format);
      return html`<tr><th scope="row">${label}<code>${key}</code></th><td class="${tone || (format === 'reasons' && 'text')}">${text}</td></tr>`;
    });
    return html`<table class="metrics">
<caption>${title}</caption>
<thead class="unseen"><tr><th scope="col">Metric</th><th scope="col">Value</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>`;
  });
  return section(
    'summary',
    'Summary metrics',
    html`<p class="note">Labels are freqtrade’s; the name beside each is its key in <code>--json</code> and <code>--fail-if</code>.</p>
<div class="parts">
${parts}
</div>`,
  );
}

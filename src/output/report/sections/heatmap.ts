import type { BacktestPeriod } from '../../../lib/app/schemas/backtest.ts';
import { signedPercent } from '../../numbers.ts';
import { each, type Html, html } from '../html.ts';
import { section } from './section.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Changes from which on a cell takes the next stronger colour. */
const STEPS = [0.0005, 0.02, 0.06, 0.12];

/** Change of equity of every month, years down, with the year at the end of its row. */
export function heatmap(months: readonly BacktestPeriod[]): Html {
  const years = Map.groupBy(months, ({ date }) => date.slice(0, 4));
  const heads = each([...MONTHS, 'Year'], name => html`<th scope="col">${name}</th>`);
  const rows = each([...years], ([year, found]) => {
    const byMonth = new Map(found.map(({ date, profit }) => [Number(date.slice(5, 7)), profit]));
    const cells = MONTHS.map((_, i) => cellOf(byMonth.get(i + 1)));
    const whole = found.reduce((growth, { profit }) => growth * (1 + profit), 1) - 1;
    return html`<tr><th scope="row">${year}</th>${cells}${cellOf(whole, ' year')}</tr>`;
  });
  return section(
    'months',
    'Months',
    html`<div class="scroll" role="region" tabindex="0" aria-labelledby="heatmap-caption">
<table class="heatmap">
<caption id="heatmap-caption">Change of equity by month, in % of the equity the month began with; the first and the last month may be part of one.</caption>
<thead><tr><th scope="col">Year</th>${heads}</tr></thead>
<tbody>
${rows}
</tbody>
</table>
</div>`,
  );
}

function cellOf(share: number | undefined, kind = ''): Html {
  if (share === undefined) return html`<td class="none${kind}"><span aria-label="no bars">·</span></td>`;
  const strength = STEPS.filter(step => Math.abs(share) >= step).length;
  const shade = strength === 0 ? 'flat' : `${share > 0 ? 'gain' : 'loss'}-${strength}`;
  return html`<td class="${shade}${kind}">${signedPercent(share).replace(' %', '')}</td>`;
}

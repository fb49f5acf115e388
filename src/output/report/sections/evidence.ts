import type { BacktestOutput } from '../../../lib/app/schemas/backtest.ts';
import { decimal, percent, signedPercent, usd } from '../../numbers.ts';
import { each, type Html, html } from '../html.ts';
import { type Range, rangePlot } from './range-plot.ts';
import { section } from './section.ts';

/** What the result is worth: against chance, against doing nothing, and after counting every try. */
export const evidenceSection = (output: BacktestOutput): Html =>
  section(
    'evidence',
    'Evidence',
    intervals(output),
    html`<div class="columns">${beside(output)}${chance(output)}${triesAndCosts(output)}</div>`,
  );

interface Line {
  readonly what: string;
  readonly how: string;
  readonly range: Range;
  readonly format: (value: number | null) => string;
}

/** The run as a dot in what chance, and the data themselves, would also have allowed. */
function intervals(output: BacktestOutput): Html {
  const { control_arm: arm, bootstrap } = output.evidence;
  const resampled = `95 % of ${decimal(bootstrap.resamples, 0)} resamplings in blocks of ${decimal(bootstrap.mean_block_days, 0)} days`;
  const lines: Line[] = [
    {
      what: 'Total profit, against random arms',
      how: `5 % to 95 % of ${decimal(arm.arms, 0)} arms with the same number of trades, sizes and costs`,
      range: {
        low: arm.profit_p05,
        high: arm.profit_p95,
        middle: arm.profit_median,
        value: output.profit_total,
      },
      format: value => signedPercent(value),
    },
    {
      what: 'Total profit',
      how: resampled,
      range: { ...bootstrap.profit_total, value: output.profit_total },
      format: value => signedPercent(value),
    },
    {
      what: 'Sharpe',
      how: resampled,
      range: { ...bootstrap.sharpe, value: output.sharpe },
      format: value => decimal(value),
    },
    {
      what: 'Max drawdown',
      how: resampled,
      range: { ...bootstrap.max_drawdown_account, value: output.max_drawdown_account },
      format: value => percent(value),
    },
  ];
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="intervals-caption">
<table id="intervals" class="wide-text">
<caption id="intervals-caption">This run and what else could as well have come out. The dot is this run, the bar the interval, the thin line zero.</caption>
<thead><tr><th scope="col">Figure</th><th scope="col">This run</th><th scope="col">From</th><th scope="col">To</th><th scope="col" class="text"><span class="unseen">Picture</span></th></tr></thead>
<tbody>
${each(
  lines,
  ({ what, how, range, format }) =>
    html`<tr><th scope="row">${what}<small>${how}</small></th><td>${format(
      range.value,
    )}</td><td>${format(range.low)}</td><td>${format(range.high)}</td><td class="text">${rangePlot(range)}</td></tr>`,
)}
</tbody>
</table>
</div>`;
}

/** The run beside buy-and-hold. */
function beside(output: BacktestOutput): Html {
  const held = output.evidence.buy_and_hold;
  const rows: [string, string, string][] = [
    ['Total profit', signedPercent(output.profit_total), signedPercent(held.profit_total)],
    ['Final balance', usd(output.final_balance), usd(held.final_balance)],
    ['Sharpe', decimal(output.sharpe), decimal(held.sharpe)],
    ['Max drawdown', percent(output.max_drawdown_account), percent(held.max_drawdown_account)],
  ];
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="beside-caption">
<table id="beside">
<caption id="beside-caption">Beside buying at the start and holding.</caption>
<thead><tr><th scope="col">Figure</th><th scope="col">This run</th><th scope="col">Buy and hold</th></tr></thead>
<tbody>
${each(rows, ([name, ...values]) => html`<tr><th scope="row">${name}</th>${values.map(value => html`<td>${value}</td>`)}</tr>`)}
</tbody>
</table>
</div>`;
}

type Proof = readonly [name: string, value: string, means: string];

function chance({ evidence }: BacktestOutput): Html {
  const arm = evidence.control_arm;
  return proofs('chance', 'How much of it can be chance.', [
    ['Beats random arms', percent(arm.percentile), 'Share of random arms with less profit.'],
    ['p-value', decimal(arm.p_value, 3), 'Chance that a random arm does at least as well.'],
    [
      'Probabilistic Sharpe',
      percent(evidence.probabilistic_sharpe),
      'Probability that the true Sharpe ratio is above 0.',
    ],
    ['Track record needed', days(evidence.min_track_record_days), 'For that probability to reach 95 %.'],
  ]);
}

const triesAndCosts = ({ evidence, deflation }: BacktestOutput): Html =>
  proofs('tries', 'What the tries and the costs make of it.', [
    [
      'Tries',
      decimal(deflation.tries, 0),
      'Different backtests, sweep points and trainings on these bars so far.',
    ],
    [
      'Deflated Sharpe',
      percent(deflation.deflated_sharpe),
      'Probability that the Sharpe ratio beats the luck of the best of so many tries.',
    ],
    [
      'Expected best Sharpe',
      decimal(deflation.expected_best_sharpe),
      'What the best of so many worthless tries shows.',
    ],
    [
      'Cost break-even',
      percent(evidence.cost_break_even, 2),
      'Cost of a round trip at which the profit is 0.',
    ],
    ['Cost paid', percent(evidence.cost_paid, 2), 'Cost of a round trip in this run.'],
  ]);

/** Single figures, each with what it means. */
const proofs = (id: string, caption: string, rows: readonly Proof[]): Html =>
  html`<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}-caption">
<table id="${id}" class="wide-text">
<caption id="${id}-caption">${caption}</caption>
<thead><tr><th scope="col">Figure</th><th scope="col">Value</th></tr></thead>
<tbody>
${each(rows, ([name, value, means]) => html`<tr><th scope="row">${name}<small>${means}</small></th><td>${value}</td></tr>`)}
</tbody>
</table>
</div>`;

const days = (value: number | null): string => (value === null ? decimal(null) : `${decimal(value, 0)} days`);

import type { BacktestOutput } from '../../../lib/app/schemas/backtest.ts';
import { decimal } from '../../numbers.ts';
import { type Content, each, type Html, html } from '../html.ts';
import { bannerOf } from './banner.ts';
import { costText, minuteOf } from './format.ts';
import { factList } from './section.ts';

/** What was run, and above all what may be said of it. */
export function headOf(output: BacktestOutput): Html {
  return html`<header>
<p class="banner">${bannerOf(output.data.market)}</p>
<h1>Backtest of ${output.strategy} <span>${output.data.symbols.join(', ')}</span></h1>
<p class="verdict">${output.deflation.verdict}</p>
${warnings(output)}
${factList(facts(output))}
</header>`;
}

/** What a reader must know before believing any figure. */
function warnings({ failed, checks, data, left_open_trades }: BacktestOutput): Html {
  const bad = checks.filter(check => !check.passed).map(check => check.name);
  const changed = [...data.repairs, ...data.dropped].reduce((total, { count }) => total + count, 0);
  const open = left_open_trades.reduce((total, { trades }) => total + trades, 0);
  const lines: Content[] = [
    ...failed.map(condition => html`Condition met that makes this run fail: <code>${condition}</code>.`),
    bad.length > 0 && html`The <a href="#checks">check of ${bad.join(' and ')}</a> did not pass.`,
    changed > 0 && html`${decimal(changed, 0)} bars were <a href="#setup">repaired or dropped</a>.`,
    open > 0 && `${decimal(open, 0)} trades are still open and counted at the last close.`,
  ].filter(Boolean);
  return lines.length > 0
    ? html`<ul class="warnings">${each(lines, line => html`<li>${line}</li>`)}</ul>`
    : html``;
}

function facts(output: BacktestOutput): [string, Content][] {
  const { data, execution } = output;
  const maker = execution.maker_fee_rate;
  return [
    ['Strategy', `${output.strategy}${paramText(output.params)}`],
    ['Data', `${decimal(data.bars, 0)} bars of ${data.interval} from ${data.source}`],
    ['Period', `${minuteOf(data.from)} to ${minuteOf(data.to)}`],
    [
      'Costs',
      `fee ${costText(execution.fee_rate)}${maker === null ? '' : ` (maker ${costText(maker)})`}, spread ${costText(execution.spread)}, slippage ${execution.slippage_bps} bp`,
    ],
    ['Execution', `${fillText(output)}, ${execution.side}, sized ${execution.sizing}`],
    ['Seed', String(output.seed)],
    ['Fingerprint', html`<code class="hash">${output.fingerprint}</code>`],
  ];
}

function paramText(params: BacktestOutput['params']): string {
  const pairs = Object.entries(params).map(([name, value]) => `${name} = ${value}`);
  return pairs.length > 0 ? ` with ${pairs.join(', ')}` : '';
}

export const fillText = ({ execution }: Pick<BacktestOutput, 'execution'>): string =>
  execution.fill === 'next-open' ? 'filled at the next open' : 'filled at the close of the signal';

import type { BacktestData, BacktestOutput } from '../../../lib/app/schemas/backtest.ts';
import { decimal, NONE, quantity, usd } from '../../numbers.ts';
import { dataTable } from '../data-table.ts';
import { type Content, each, type Html, html } from '../html.ts';
import { costText, minuteOf } from './format.ts';
import { fillText } from './head.ts';
import { factList, section } from './section.ts';

/** All that it takes to run it again. */
export function setupSection(output: BacktestOutput): Html {
  const part = (title: string, facts: [string, Content][]) =>
    html`<div><h3>${title}</h3>${factList(facts)}</div>\n`;
  return section(
    'setup',
    'How it was run',
    html`<div class="columns">
${part('Strategy', strategy(output))}${part('Data', data(output.data))}${part('Execution', execution(output))}</div>`,
    findings(output.data),
    output.data.notes.length > 0 &&
      html`<ul class="notes">${each(output.data.notes, note => html`<li>${note}</li>`)}</ul>`,
  );
}

const hash = (digits: string | null): Content =>
  digits === null ? NONE : html`<code class="hash">${digits}</code>`;

const strategy = (output: BacktestOutput): [string, Content][] => [
  ['Strategy', output.strategy],
  ...Object.entries(output.params).map(([name, value]): [string, Content] => [name, String(value)]),
  ['Strategy file, SHA-256', hash(output.module_sha256)],
  ['Seed', String(output.seed)],
  ['Version', output.version],
  ['Run', html`<code>${output.id}</code>`],
  ['Fingerprint', hash(output.fingerprint)],
];

const data = (data: BacktestData): [string, Content][] => [
  ['Source', data.source],
  ['Market', data.market],
  ['Symbols', data.symbols.join(', ')],
  ['Interval', data.interval],
  ['Detail', data.detail ?? NONE],
  ['From', minuteOf(data.from)],
  ['To', minuteOf(data.to)],
  ['Bars', decimal(data.bars, 0)],
  ['Warm-up bars', decimal(data.warm_up_bars, 0)],
  ['Bars, SHA-256', hash(data.sha256)],
];

function execution(output: BacktestOutput): [string, Content][] {
  const { execution: model } = output;
  const share = (value: number | null) => (value === null ? 'none' : costText(value));
  return [
    ['Cash', usd(model.cash)],
    ['Fee', `${costText(model.fee_rate)} of each side, in ${model.fee_in === 'cash' ? 'cash' : 'the asset'}`],
    ['Maker fee', model.maker_fee_rate === null ? NONE : costText(model.maker_fee_rate)],
    ['Spread', `${costText(model.spread)} on ${model.spread_on === 'both' ? 'both sides' : 'the entry'}`],
    ['Slippage', `${quantity(model.slippage_bps)} bp`],
    ['Fill', fillText(output)],
    ['Side', model.side],
    ['Sizing', `${model.sizing}, in units of ${quantity(model.unit)}`],
    ['Volume cap', share(model.volume_cap)],
    ['Stop-loss', share(model.stop_loss)],
    ['Take-profit', share(model.take_profit)],
    ['Trailing stop', share(model.trailing_stop)],
    ['Stops', model.stops === 'inside' ? 'inside the bar' : 'at the open'],
    ['Entry trigger', share(model.entry_trigger)],
    ['Longest hold', model.max_bars === null ? 'none' : `${decimal(model.max_bars, 0)} bars`],
    ['Open at the end', END[model.close_at_end]],
    ['Engine', model.engine],
  ];
}

const END = {
  'last-open': 'closed at the last open',
  'last-close': 'closed at the last close',
  keep: 'kept',
} as const;

/** What was wrong with the bars and what became of it. */
function findings({ repairs, dropped }: BacktestData): Html {
  const rows = [
    ...repairs.map(found => ({ ...found, became: 'repaired' })),
    ...dropped.map(found => ({ ...found, became: 'dropped' })),
  ];
  if (rows.length === 0) return html`<p class="note">Nothing had to be repaired in the bars.</p>`;
  return dataTable(
    [
      { label: 'Found in the bars', isText: true, cell: row => row.kind },
      { label: 'What became of it', isText: true, cell: row => row.became },
      { label: 'Count', cell: row => decimal(row.count, 0) },
      { label: 'First line', cell: row => decimal(row.firstLine, 0) },
      { label: 'Example', isText: true, cell: row => row.example },
    ],
    rows,
    { id: 'findings', caption: 'Repairs of the bars.', sortable: false },
  );
}

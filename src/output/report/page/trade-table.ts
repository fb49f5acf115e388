import { decimal } from '../../numbers.ts';
import type { PageData } from '../page-data.ts';
import { TRADE_COLUMNS, tradeCells } from '../trade-cells.ts';
import { byId, element, onClick } from './elements.ts';
import { sortableHeads } from './sort.ts';
import { compareKeys, type SortKey, sortKeyOf } from './sort-keys.ts';

/** Rows that come at once: a few hundred take a blink, fifty thousand would take the page. */
const STEP = 500;

/** Sorting, more rows, and a way from each trade to its candles. */
export function drawTrades(data: PageData, choose: ((trade: number) => void) | null): void {
  const table = byId<HTMLTableElement>('trade-table');
  if (!table) return;
  const body = table.tBodies[0]!;
  let order = data.trades.map((_, i) => i);
  let shown = 0;
  const more = (count: number) => {
    const next = order.slice(shown, shown + count);
    body.append(...next.map(trade => rowOf(data, trade, choose !== null)));
    shown += next.length;
    tell(shown, order.length);
  };
  const fresh = () => {
    body.replaceChildren();
    shown = 0;
    more(STEP);
  };
  sortableHeads(table, (column, direction) => {
    const keys = data.trades.map((_, i) => keyOf(data, i, column));
    order = order.toSorted((a, b) => compareKeys(keys[a]!, keys[b]!, direction));
    fresh();
  });
  onClick('trades-more', () => more(STEP));
  body.addEventListener('click', event => {
    const button = (event.target as Element).closest('button');
    if (!button || !choose) return;
    choose(Number(button.value));
    byId('candles')?.scrollIntoView();
  });
  fresh();
}

function keyOf(data: PageData, trade: number, column: number): SortKey {
  const { text, sort } = tradeCells(data.trades[trade]!, data.firstTrade + trade, data.words)[column]!;
  return sort === undefined ? sortKeyOf(text) : sort;
}

function rowOf(data: PageData, trade: number, hasCandles: boolean): HTMLTableRowElement {
  const row = element('tr');
  const cells = tradeCells(data.trades[trade]!, data.firstTrade + trade, data.words);
  cells.forEach(({ text, tone = '' }, i) => {
    const isHead = i === 0;
    const className = [TRADE_COLUMNS[i]!.isText ? 'text' : '', tone].filter(Boolean).join(' ');
    const cell = element(isHead ? 'th' : 'td', isHead && hasCandles ? '' : text, className);
    if (isHead) cell.scope = 'row';
    if (isHead && hasCandles) cell.append(chartButton(text, trade));
    row.append(cell);
  });
  return row;
}

function chartButton(number: string, trade: number): HTMLButtonElement {
  const button = element('button', number, 'link');
  button.type = 'button';
  button.value = String(trade);
  button.title = 'Show on the candles';
  return button;
}

function tell(shown: number, total: number): void {
  const text = byId('trades-shown');
  if (text) text.textContent = `${decimal(shown, 0)} of ${decimal(total, 0)} are shown.`;
  const button = byId('trades-more');
  if (button) button.hidden = shown >= total;
}

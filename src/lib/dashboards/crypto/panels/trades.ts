import { percent, signedUsd, usd } from '../../../../output/numbers.ts';
import type { schema } from '../../../app/schemas/trade-why.ts';
import { becauseOf } from '../../shared/decision-words.ts';
import { tickFreshness } from '../../shared/freshness.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { action } from '../../shared/parts/action.ts';
import { clockTime } from '../../shared/parts/age.ts';
import { empty, missing } from '../../shared/parts/empty.ts';
import { moneyChange, priceText } from '../../shared/parts/figures.ts';
import { panel } from '../../shared/parts/panel.ts';
import { prose } from '../../shared/prose.ts';
import { answer, type DataOf, type PageState } from '../../shared/state.ts';
import { whySentences } from '../../shared/why-sentences.ts';
import { whyUrl } from '../../shared/why-url.ts';
import { type Fill, whyKey } from '../why-opened.ts';

/** Most trades that are listed; the terminal has all of them. */
const MOST = 50;

/** Trades as they happen, newest first; each opens into why it was made. */
export function tradesPanel(state: PageState): ViewNode {
  const { fills, status } = state.feed;
  return panel(
    {
      ...{ id: 'trades', title: 'Trades', state, className: 'trades' },
      ...{ at: status.lastTick?.at ?? null, freshness: tickFreshness(state) },
      ...{ command: 'hive trades', url: '/api/crypto/trades' },
      aside: h('a', { href: '/terminal#/BLOT' }, 'All of them'),
    },
    fills.length === 0 ? nothing(state) : list(state, fills.slice(0, MOST)),
  );
}

const nothing = ({ feed }: PageState): ViewNode =>
  feed.status.lastTick
    ? empty('No trade yet: no signal has passed the limits.', 'hive trade why')
    : empty('No trade yet: no tick has run.', 'hive trade tick');

const list = (state: PageState, fills: readonly Fill[]): ViewNode =>
  h(
    'ol',
    {
      class: 'stream',
      'aria-live': 'polite',
      'aria-relevant': 'additions',
      tabindex: '0',
      'aria-label': 'Trades',
    },
    fills.map(fill => h('li', { key: fill.seq }, trade(state, fill))),
  );

function trade(state: PageState, fill: Fill): ViewNode {
  const { at, side, qty, symbol, price, realised } = fill;
  return h(
    'details',
    { class: 'trade' },
    h(
      'summary',
      { 'data-action': 'why', 'data-key': whyKey(fill) },
      h('span', { class: 'when' }, h('span', { class: 'day' }, `${at.slice(5, 10)} `), clockTime(at)),
      ' ',
      action(side),
      ' ',
      h('span', { class: 'what figure' }, `${qty} ${symbol} at ${priceText(Number(price))}`),
      ' ',
      h('span', { class: 'result' }, realised !== null && moneyChange(Number(realised))),
    ),
    why(state, fill),
  );
}

function why(state: PageState, fill: Fill): ViewNode {
  const { reason, confidence, fee, cash, order, seq } = fill;
  return h(
    'div',
    { class: 'why' },
    h('p', {}, fill.side === 'buy' ? 'Bought: ' : 'Sold: ', becauseOf(reason), '. ', h('code', {}, reason)),
    confidence !== null && h('p', {}, `Confidence ${percent(confidence)}.`),
    h('p', { class: 'figure' }, `Cash ${signedUsd(Number(cash))}, fee ${usd(Number(fee))}.`),
    told(state, fill),
    h(
      'p',
      { class: 'quiet' },
      'Order ',
      h('code', {}, order),
      `, journal record ${seq}. `,
      h('a', { href: whyUrl(state.feed, fill) }, 'All its data'),
      ' · ',
      h('a', { href: '/terminal#/WHY' }, 'Why in the terminal'),
    ),
  );
}

/** What led to it, once a reader has opened the trade. */
function told(state: PageState, fill: Fill): ViewNode | null {
  if (state.ui[whyKey(fill)] !== 'open') return null;
  const url = whyUrl(state.feed, fill);
  const found = answer<DataOf<typeof schema>>(state, url)?.symbols.find(row => row.symbol === fill.symbol);
  if (!found) return missing(state, url);
  return h(
    'ul',
    { class: 'sentences' },
    whySentences(found).map(text => h('li', {}, prose(text))),
  );
}

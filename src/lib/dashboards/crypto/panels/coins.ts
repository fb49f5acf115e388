import { decimal, percent, signedPercent } from '../../../../output/numbers.ts';
import { utcMinute } from '../../../../output/times.ts';
import { INTERVALS, isInterval } from '../../../core/interval.ts';
import { freshness } from '../../shared/freshness.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { empty } from '../../shared/parts/empty.ts';
import { price, shareChange } from '../../shared/parts/figures.ts';
import { panel } from '../../shared/parts/panel.ts';
import { spark } from '../../shared/parts/spark.ts';
import type { LiveFeed, PageState } from '../../shared/state.ts';
import { nextDecisionMs, untilText } from '../../shared/tick-times.ts';
import { positionPart } from './position.ts';
import { signalPart } from './signal.ts';

type Quote = LiveFeed['quotes'][number];

/** A panel for each coin that has a price or a position. */
export function coinPanels(state: PageState): ViewNode | ViewNode[] {
  const { quotes, status } = state.feed;
  const priced = quotes.filter(({ assetClass }) => assetClass === 'crypto');
  const known = new Set(quotes.map(({ symbol }) => symbol));
  const held = status.account?.main.positions.map(({ symbol }) => symbol) ?? [];
  const panels = [
    ...priced.map(quote => coinPanel(state, quote.symbol, quote)),
    ...held.filter(symbol => !known.has(symbol)).map(symbol => coinPanel(state, symbol, null)),
  ];
  return panels.length > 0 ? panels : noCoins(state);
}

const noCoins = (state: PageState): ViewNode =>
  panel(
    {
      ...{ id: 'coins', title: 'Coins', state, at: null, freshness: 'fresh' },
      ...{ command: 'hive data list', url: '/api/crypto/quotes' },
    },
    empty('No price of a coin is known yet.', 'hive train cycle', '; it fetches bars and trains.'),
  );

function coinPanel(state: PageState, symbol: string, quote: Quote | null): ViewNode {
  return panel(
    {
      ...{ id: `coin-${symbol.replaceAll(/[^A-Za-z0-9]/g, '-')}`, title: symbol, state, className: 'coin' },
      ...{
        at: quote?.at ?? null,
        freshness: freshness(state, quote?.at ?? null, everyMs(state.feed, quote)),
      },
      ...{ command: 'hive positions', url: '/api/crypto/quotes' },
      aside: quote && spark(quote.closes, sparkText(quote), 120),
    },
    priceLine(quote),
    positionPart(state, symbol),
    signalPart(state, symbol),
    h('p', { key: 'next', class: 'quiet next' }, nextText(state, symbol)),
  );
}

/** How often a price of that kind is made anew. */
function everyMs({ interval, health }: LiveFeed, quote: Quote | null): number {
  return quote?.from === 'bar' && isInterval(interval) ? INTERVALS[interval] : health.tickEveryMs;
}

const sparkText = ({ closes }: Quote): string =>
  `The last ${closes.length} closes, ${signedPercent(closes.at(-1)! / closes[0]! - 1)}`;

const FROM: Readonly<Record<Quote['from'], string>> = {
  simulated: 'simulated bid',
  tick: 'bid of the last tick',
  bar: 'close of the newest bar',
};

function priceLine(quote: Quote | null): ViewNode {
  if (!quote) return h('p', { key: 'price', class: 'quiet' }, 'There is no price of it now.');
  return h(
    'div',
    { key: 'price', class: 'price-line' },
    h('span', { class: 'big' }, price(quote.price)),
    ' ',
    shareChange(quote.change),
    ' ',
    h('span', { class: 'quiet' }, FROM[quote.from], spreadText(quote)),
  );
}

/** Ask less bid as a share of their middle. */
function spreadText({ price: bid, ask }: Quote): Child {
  if (ask === null) return null;
  const basisPoints = ((ask - bid) / ((ask + bid) / 2)) * 10_000;
  return `, spread ${decimal(basisPoints, 1)} bp (${percent(basisPoints / 10_000, 2)})`;
}

function nextText(state: PageState, symbol: string): string {
  if (state.feed.status.halted !== null) return 'Next decision: none while trading is halted.';
  const atMs = nextDecisionMs(state, symbol);
  if (atMs === null) return 'Next decision: with the first tick.';
  return atMs < state.nowMs
    ? `Next decision: with the next tick, ${untilText(atMs, state.nowMs)}.`
    : `Next decision: at the first tick from ${utcMinute(atMs)} on, ${untilText(atMs, state.nowMs)}.`;
}

import { percent, quantity, signedPercent } from '../../../../output/numbers.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { age, moment } from '../../shared/parts/age.ts';
import { money, moneyChange, price, shareChange } from '../../shared/parts/figures.ts';
import { spark } from '../../shared/parts/spark.ts';
import type { LiveFeed } from '../../shared/state.ts';
import { shellName } from '../desk/ticker.ts';
import { type Fact, facts } from '../parts/facts.ts';
import { limitFacts } from '../parts/limit-facts.ts';
import { actionWord } from '../parts/signal-word.ts';
import { volumeText } from '../parts/volume-text.ts';
import { byQuote, type Place, type TerminalFunction } from './definition.ts';

/** Everything of one symbol. */
export const des: TerminalFunction = {
  ...{ code: 'DES', title: 'Profile', ticker: 'one', argument: null },
  about: 'A symbol at one look: price, newest bar, position, signal, what the model expects, limits.',
  columns: [
    ['Spread', 'ask less bid, of the bid'],
    ['Probability', 'calibrated: that a bet made now pays after costs'],
    ['Interval', 'how far the data leave the probability open'],
    ['Break-even', 'the probability at which the bet earns its costs'],
  ],
  view: profile,
  command: ({ ticker }) => `hive predict ${shellName(ticker!)}`,
  url: () => '/api/dashboard/live-feed',
  age: byQuote,
};

const NOT_THERE: readonly Fact[] = [['None', 'there is none yet']];

function profile({ state, screen }: Place): ViewNode {
  const { feed, nowMs } = state;
  const symbol = screen.ticker!;
  const find = <Row extends { readonly symbol: string }>(rows: readonly Row[]) =>
    rows.find(row => row.symbol === symbol);
  return h(
    'div',
    { class: 'fact-grid' },
    facts('Price', priceFacts(find(feed.quotes), nowMs)),
    facts('Newest bar', barFacts(find(feed.bars))),
    facts('Position', positionFacts(find(feed.status.account?.main.positions ?? []))),
    facts('Signal', signalFacts(find(feed.signals), nowMs)),
    facts('Model', modelFacts(find(feed.predictions))),
    facts('Limits', limitFacts(feed.limits)),
  );
}

function priceFacts(quote: LiveFeed['quotes'][number] | undefined, nowMs: number): readonly Fact[] {
  if (!quote) return NOT_THERE;
  const { ask, price: bid } = quote;
  return [
    ['Last', price(bid)],
    ['Ask', price(ask)],
    ['Spread', percent(ask === null ? null : ask / bid - 1, 3)],
    ['Change', shareChange(quote.change)],
    ['Closes', spark(quote.closes, `the last ${quote.closes.length} closes`)],
    ['Class', quote.assetClass],
    ['From', quote.from],
    ['Age', age(quote.at, nowMs)],
  ];
}

function barFacts(bar: LiveFeed['bars'][number] | undefined): readonly Fact[] {
  if (!bar) return NOT_THERE;
  return [
    ['Opened', moment(bar.time)],
    ['Interval', bar.interval],
    ['Open', price(bar.open)],
    ['High', price(bar.high)],
    ['Low', price(bar.low)],
    ['Close', price(bar.close)],
    ['Volume', volumeText(bar.volume)],
  ];
}

type Position = NonNullable<LiveFeed['status']['account']>['main']['positions'][number];

function positionFacts(position: Position | undefined): readonly Fact[] {
  if (!position) return [['None', 'nothing is held']];
  return [
    ['Quantity', quantity(position.qty)],
    ['Average', price(position.averagePrice)],
    ['Value', money(position.value)],
    ['Unrealised', moneyChange(position.unrealised)],
    ['Stop', price(position.stop)],
    ['Target', price(position.target)],
    ['Opened', moment(position.openedAt)],
    ['Until', position.expiresAt === null ? '–' : moment(position.expiresAt)],
  ];
}

function signalFacts(signal: LiveFeed['signals'][number] | undefined, nowMs: number): readonly Fact[] {
  if (!signal) return NOT_THERE;
  return [
    ['Wanted', actionWord(signal.action)],
    ['Done', signal.effect],
    ['Confidence', `${percent(signal.confidence)}, needs ${percent(signal.threshold)}`],
    ['Why', signal.meaning],
    ['Strategy', signal.strategy],
    ['Age', age(signal.at, nowMs)],
  ];
}

function modelFacts(forecast: LiveFeed['predictions'][number] | undefined): readonly Fact[] {
  if (!forecast) return NOT_THERE;
  if ('reason' in forecast) return [['None', forecast.reason]];
  const [low, high] = forecast.interval;
  return [
    ['Says', actionWord(forecast.action)],
    ['Probability', percent(forecast.probabilityUp)],
    ['Interval', `${percent(low)} to ${percent(high)}`],
    ['Break-even', percent(forecast.breakEven)],
    ['Expected move', signedPercent(forecast.expectedMove, 2)],
    ['Cost', percent(forecast.cost, 2)],
    ['Model', forecast.model.name],
    ['Trained to', moment(forecast.model.trainedTo)],
  ];
}

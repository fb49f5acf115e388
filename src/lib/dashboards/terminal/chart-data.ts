import { percent } from '../../../output/numbers.ts';
import { INTERVALS, type Interval } from '../../core/interval.ts';
import type { Candle, CandleMark, CandlesData, PriceLine } from '../shared/candles-data.ts';
import type { LiveFeed, PageState } from '../shared/state.ts';
import { type Bars, barsOf } from './parts/bars.ts';

type Bar = Bars[number];
type Quote = LiveFeed['quotes'][number];

/** What a chart shows. */
export interface ChartOf {
  readonly symbol: string;
  readonly interval: Interval;
}

/** The candles of a symbol with its fills, signals and position; null while there are no bars. */
export function chartData(state: PageState, { symbol, interval }: ChartOf): CandlesData | null {
  const bars = barsOf(state, symbol, interval);
  if (!bars || bars.length === 0) return null;
  const { feed } = state;
  const candles = bars.map(candleOf);
  const forming = formingCandle(
    bars.at(-1)!,
    feed.quotes.find(quote => quote.symbol === symbol),
    interval,
  );
  return {
    name: `${symbol} ${interval}`,
    candles: forming ? [...candles, forming] : candles,
    marks: marksOf(feed, symbol),
    lines: linesOf(feed, symbol),
  };
}

const seconds = (iso: string): number => Math.floor(Date.parse(iso) / 1_000);

const candleOf = ({ time, ...bar }: Bar): Candle => ({ ...bar, time: seconds(time) });

/**
 * The candle that the newest price belongs to, begun at the close before: only as high and as low as is known of it.
 * Null when the price is that of a closed bar.
 */
export function formingCandle(last: Bar, quote: Quote | undefined, interval: Interval): Candle | null {
  if (!quote || quote.from === 'bar') return null;
  const step = INTERVALS[interval];
  const passed = Math.floor((Date.parse(quote.at) - Date.parse(last.time)) / step);
  if (passed < 1) return null;
  const [open, close] = [last.close, quote.price];
  return {
    time: (Date.parse(last.time) + passed * step) / 1_000,
    ...{ open, close, high: Math.max(open, close), low: Math.min(open, close), volume: null },
  };
}

function marksOf({ fills, signals }: LiveFeed, symbol: string): readonly CandleMark[] {
  const traded = fills
    .filter(fill => fill.symbol === symbol)
    .map(({ at, side }): CandleMark => ({ time: seconds(at), kind: side, text: side === 'buy' ? 'B' : 'S' }));
  const said = signals
    .filter(signal => signal.symbol === symbol && signal.action !== 'HOLD')
    .map(
      ({ at, effect, confidence }): CandleMark => ({
        ...{ time: seconds(at), kind: 'signal' },
        // Most signals are not followed: words on each of them would hide the candles.
        text: effect === 'HOLD' ? '' : percent(confidence, 0),
      }),
    );
  return [...traded, ...said].sort((a, b) => a.time - b.time);
}

/** Where a position was opened and is to be left. */
function linesOf({ status }: LiveFeed, symbol: string): readonly PriceLine[] {
  const position = status.account?.main.positions.find(open => open.symbol === symbol);
  if (!position) return [];
  const lines: readonly (PriceLine | null)[] = [
    { price: position.averagePrice, title: 'average', kind: 'price' },
    position.target === null ? null : { price: position.target, title: 'target', kind: 'target' },
    position.stop === null ? null : { price: position.stop, title: 'stop', kind: 'stop' },
  ];
  return lines.filter(line => line !== null);
}

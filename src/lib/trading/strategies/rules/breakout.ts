import { Extreme } from '../../indicators/extreme.ts';
import { blockColumn, blockStream } from '../block-stream.ts';
import { barsParam, numberParam } from '../number-params.ts';
import type { RuleStrategy } from '../rule-strategy.ts';

/**
 * Donchian channels: says BUY at every close above the highest high of the `entry` bars before it and SELL at every
 * close below the lowest low of the `exit` bars before it. Silent until both channels are full.
 */
export const breakout: RuleStrategy = {
  id: 'breakout',
  summary: 'Buys above the highest high of the last bars, sells below the lowest low (Donchian channels).',
  params: {
    entry: barsParam(20, 'Bars whose highest high to buy above.'),
    exit: barsParam(10, 'Bars whose lowest low to sell below.'),
  },
  warmUpBars: params => Math.max(numberParam(params, 'entry'), numberParam(params, 'exit')),
  start(params) {
    const highest = new Extreme('highest', numberParam(params, 'entry'));
    const lowest = new Extreme('lowest', numberParam(params, 'exit'));
    const [highs, lows] = [blockColumn(), blockColumn()];
    // Channels up to the bar before.
    const last = { top: NaN, bottom: NaN };
    return blockStream({
      read({ high, low, close, length }, codes) {
        highest.advance(high, highs);
        lowest.advance(low, lows);
        let { top, bottom } = last;
        for (let i = 0; i < length; i++) {
          const price = close[i]!;
          // False while one of them is NaN.
          const full = top >= bottom;
          codes[i] = full && price > top ? 1 : full && price < bottom ? -1 : 0;
          top = highs[i]!;
          bottom = lows[i]!;
        }
        last.top = top;
        last.bottom = bottom;
      },
      tags: {
        BUY: `above high of ${numberParam(params, 'entry')}`,
        SELL: `below low of ${numberParam(params, 'exit')}`,
      },
    });
  },
};

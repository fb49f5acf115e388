import { Rsi } from '../../indicators/rsi.ts';
import { blockColumn, blockStream } from '../block-stream.ts';
import { barsParam, mustBeBelow, numberParam } from '../number-params.ts';
import type { RuleStrategy } from '../rule-strategy.ts';

/**
 * Buys at the bar at which Wilder's RSI of closes comes from at or above `low` to below it, and sells at the bar at
 * which it comes from at or below `high` to above it. The first RSI has no bar before it, so it crosses nothing.
 */
export const rsiReversion: RuleStrategy = {
  id: 'rsi-reversion',
  summary: 'Buys when the RSI falls below a low level, sells when it rises above a high one.',
  params: {
    length: barsParam(14, "Bars of Wilder's RSI."),
    low: { kind: 'number', default: 30, min: 0, max: 100, summary: 'Level to buy below.' },
    high: { kind: 'number', default: 70, min: 0, max: 100, summary: 'Level to sell above.' },
  },
  check: params => mustBeBelow(params, 'low', 'high'),
  warmUpBars: params => numberParam(params, 'length') + 1,
  start(params) {
    const low = numberParam(params, 'low');
    const high = numberParam(params, 'high');
    const indicator = new Rsi(numberParam(params, 'length'));
    const rsi = blockColumn();
    let last = NaN;
    return blockStream({
      read(bars, codes) {
        indicator.advance(bars.close, rsi);
        let before = last;
        for (let i = 0; i < bars.length; i++) {
          const now = rsi[i]!;
          codes[i] = before >= low && now < low ? 1 : before <= high && now > high ? -1 : 0;
          before = now;
        }
        last = before;
      },
      tags: { BUY: `rsi below ${low}`, SELL: `rsi above ${high}` },
    });
  },
};

import { Macd } from '../../indicators/macd.ts';
import { blockColumn, blockStream } from '../block-stream.ts';
import { barsParam, mustBeBelow, numberParam } from '../number-params.ts';
import type { RuleStrategy } from '../rule-strategy.ts';

/** Lines that are nearer to each other than this share of the price are one: that much may be rounding. */
const TIE = 1e-12;

/**
 * Buys when the MACD of closes crosses above its signal line and sells when it crosses below: at crosses only, a
 * cross being a change of the last sign of macd - signal that was not 0. The first sign is no cross.
 */
export const macd: RuleStrategy = {
  id: 'macd',
  summary: 'Buys when the MACD crosses above its signal line, sells when it crosses below.',
  params: {
    fast: barsParam(12, 'Bars of the fast exponential average.'),
    slow: barsParam(26, 'Bars of the slow exponential average.', 2),
    signal: barsParam(9, 'Bars of the signal line.'),
  },
  check: params => mustBeBelow(params, 'fast', 'slow'),
  warmUpBars: params => numberParam(params, 'slow') + numberParam(params, 'signal') - 1,
  start(params) {
    const [fast, slow, signal] = ['fast', 'slow', 'signal'].map(name => numberParam(params, name));
    const indicator = new Macd({ fast: fast!, slow: slow!, signal: signal! });
    const lines = { macd: blockColumn(), signal: blockColumn() };
    let last = 0;
    return blockStream({
      read({ close, length }, codes) {
        indicator.advance(close, lines);
        let sign = last;
        for (let i = 0; i < length; i++) {
          const ahead = lines.macd[i]! - lines.signal[i]!;
          const now = Math.abs(ahead) > TIE * close[i]! ? Math.sign(ahead) : 0;
          codes[i] = now * sign < 0 ? now : 0;
          if (now !== 0) sign = now;
        }
        last = sign;
      },
      tags: { BUY: 'macd cross up', SELL: 'macd cross down' },
    });
  },
};

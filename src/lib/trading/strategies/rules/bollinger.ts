import { Bollinger } from '../../indicators/bollinger.ts';
import { blockColumn, blockStream } from '../block-stream.ts';
import { barsParam, numberParam } from '../number-params.ts';
import type { RuleStrategy } from '../rule-strategy.ts';

/**
 * Says BUY at every close below the lower band and SELL at every close at or above the middle (or the upper band).
 * Bands of no width, while the price stands still, say nothing.
 */
export const bollinger: RuleStrategy = {
  id: 'bollinger',
  summary: 'Buys below the lower Bollinger band, sells at the middle or the upper one.',
  params: {
    length: barsParam(20, 'Bars in the mean and the deviation.', 2),
    width: {
      kind: 'number',
      default: 2,
      min: 0.01,
      max: 20,
      summary: 'Deviations from the middle to a band.',
    },
    exit: { kind: 'choice', default: 'middle', of: ['middle', 'upper'], summary: 'Band to sell at.' },
  },
  warmUpBars: params => numberParam(params, 'length') - 1,
  start(params) {
    const indicator = new Bollinger(numberParam(params, 'length'), numberParam(params, 'width'));
    const bands = { lower: blockColumn(), middle: blockColumn(), upper: blockColumn() };
    const exit = params.exit === 'upper' ? 'upper' : 'middle';
    return blockStream({
      read({ close, length }, codes) {
        indicator.advance(close, bands);
        const { lower, upper } = bands;
        const leave = bands[exit];
        for (let i = 0; i < length; i++) {
          const price = close[i]!;
          const wide = upper[i]! > lower[i]!;
          codes[i] = wide && price < lower[i]! ? 1 : wide && price >= leave[i]! ? -1 : 0;
        }
      },
      tags: { BUY: 'below lower band', SELL: `at ${exit} band` },
    });
  },
};

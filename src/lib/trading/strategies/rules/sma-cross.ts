import { SmaCrosses } from '../../indicators/sma-crosses.ts';
import { blockStream } from '../block-stream.ts';
import { barsParam, mustBeBelow, numberParam } from '../number-params.ts';
import type { RuleStrategy } from '../rule-strategy.ts';

/**
 * Buys when the fast average of closes crosses above the slow one and sells when it crosses below: at crosses only,
 * a cross being a change of the last sign of fast - slow that was not 0. The first sign is no cross.
 */
export const smaCross: RuleStrategy = {
  id: 'sma-cross',
  summary: 'Buys when the fast moving average crosses above the slow one, sells when it crosses below.',
  params: {
    fast: barsParam(10, 'Bars in the fast average.'),
    slow: barsParam(30, 'Bars in the slow average.', 2),
  },
  check: params => mustBeBelow(params, 'fast', 'slow'),
  warmUpBars: params => numberParam(params, 'slow'),
  start(params) {
    const crosses = new SmaCrosses(numberParam(params, 'fast'), numberParam(params, 'slow'));
    return blockStream({
      read: (bars, codes) => crosses.advance(bars.close, codes),
      tags: { BUY: 'cross up', SELL: 'cross down' },
    });
  },
};

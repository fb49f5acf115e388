import { Change } from '../../indicators/change.ts';
import { blockColumn, blockStream } from '../block-stream.ts';
import { barsParam, numberParam } from '../number-params.ts';
import type { RuleStrategy } from '../rule-strategy.ts';

/**
 * Says BUY at every bar whose close is more than `threshold` above that of `length` bars before (as a share of it)
 * and SELL at every bar whose close is more than that below it.
 */
export const momentum: RuleStrategy = {
  id: 'momentum',
  summary: 'Buys after a rise over the last bars, sells after a fall.',
  params: {
    length: barsParam(20, 'Bars over which the change is taken.'),
    threshold: {
      kind: 'number',
      default: 0,
      min: 0,
      max: 100,
      summary: 'Least change to act on, as a share (0.05 = 5 %).',
    },
  },
  warmUpBars: params => numberParam(params, 'length'),
  start(params) {
    const indicator = new Change('rate', numberParam(params, 'length'));
    const threshold = numberParam(params, 'threshold');
    const changes = blockColumn();
    return blockStream({
      read({ close, length }, codes) {
        indicator.advance(close, changes);
        for (let i = 0; i < length; i++) {
          const change = changes[i]!;
          codes[i] = change > threshold ? 1 : change < -threshold ? -1 : 0;
        }
      },
      tags: { BUY: 'momentum up', SELL: 'momentum down' },
    });
  },
};

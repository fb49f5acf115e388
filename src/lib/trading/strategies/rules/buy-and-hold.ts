import { CODE } from '../../signals.ts';
import { blockStream } from '../block-stream.ts';
import type { RuleStrategy } from '../rule-strategy.ts';

/** Says BUY at every bar, so that it is bought at the first bar that may trade and never sold. */
export const buyAndHold: RuleStrategy = {
  id: 'buy-and-hold',
  summary: 'Buys at once and never sells: what every other strategy has to beat.',
  params: {},
  warmUpBars: () => 0,
  start: () =>
    blockStream({
      read: (_, codes) => void codes.fill(CODE.BUY),
      tags: { BUY: 'hold', SELL: 'hold' },
    }),
};

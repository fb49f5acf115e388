import assert from 'node:assert/strict';
import { loadUserStrategy } from '../../../src/lib/app/backtest/user-strategy.ts';
import { ruleTrack } from '../../../src/lib/trading/strategies/make-track.ts';
import { parseParams } from '../../../src/lib/trading/strategies/params.ts';
import { projectRoot } from '../../support/cli.ts';
import { seriesOfCloses } from '../../support/walks.ts';

const FILE = 'examples/strategies/dip-buyer.ts';

describe('the example of a strategy of one’s own', () => {
  it('buys 3 % under the top and sells at a new one', async () => {
    const strategy = await loadUserStrategy(FILE, projectRoot);
    // 97 is 3 % under 100; 97.1 is not; 106.7 is 3 % under 110.
    const series = seriesOfCloses([100, 99, 97, 97.1, 110, 106.7, 111]);
    const { codes } = ruleTrack(strategy, parseParams(strategy, []), series);
    assert.deepEqual([...codes], [-1, 0, 1, 0, -1, 1, -1]);
    assert.deepEqual(
      [...ruleTrack(strategy, parseParams(strategy, ['drop=.005']), series).codes.subarray(0, 3)],
      [-1, 1, 1],
    );
  });
});

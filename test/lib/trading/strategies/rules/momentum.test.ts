import assert from 'node:assert/strict';
import technicalIndicators from 'technicalindicators';
import { ruleTrack } from '../../../../../src/lib/trading/strategies/make-track.ts';
import { momentum } from '../../../../../src/lib/trading/strategies/rules/momentum.ts';
import { ruleContract } from '../../../../contracts/rule-strategy.ts';
import { randomSeries } from '../../../../support/random-series.ts';
import { seriesOfCloses } from '../../../../support/walks.ts';

ruleContract({ strategy: momentum, params: { length: 3, threshold: 0.02 } });

describe('momentum', () => {
  it('acts on changes beyond the threshold, by hand: half up or down over two bars', () => {
    // 4→6: exactly half, not more. 4→7 up. 6→2 and 7→3 down by more than half. 2→2 none.
    const track = ruleTrack(momentum, { length: 2, threshold: 0.5 }, seriesOfCloses([4, 4, 6, 7, 2, 3, 2]));
    assert.deepEqual([...track.codes], [0, 0, 0, 1, -1, -1, 0]);
    assert.deepEqual([track.tagOf(3), track.tagOf(4)], ['momentum up', 'momentum down']);
  });

  it('acts on the rate of change of technicalindicators', () => {
    const series = randomSeries(600, 9);
    const rates = technicalIndicators.ROC.calculate({ period: 20, values: Array.from(series.close) });
    const { codes } = ruleTrack(momentum, { length: 20, threshold: 0.05 }, series);
    assert.deepEqual(
      [...codes.subarray(20)],
      rates.map(rate => (rate > 5 ? 1 : rate < -5 ? -1 : 0)),
    );
  });
});

import assert from 'node:assert/strict';
import { sliceSeries } from '../../../../src/lib/core/bar-series.ts';
import { signAccuracy, steadyMomentum } from '../../../../src/lib/lab/markets/autoregressive.ts';
import { barsOf } from '../../../../src/lib/lab/markets/bars.ts';
import { garchWalk } from '../../../../src/lib/lab/markets/no-edge.ts';
import { realForecasts } from '../../../../src/lib/lab/real/forecasts.ts';
import { scoreSeries } from '../../../../src/lib/lab/real/score-series.ts';

const OPTIONS = { sideCost: 0, retrainBars: 200, seed: 1 };
const momentum = barsOf(steadyMomentum(3, 2200, 0.3));

describe('realForecasts', () => {
  it('are the same when the bars after them are taken away', () => {
    const all = realForecasts(momentum, OPTIONS);
    const some = realForecasts(sliceSeries(momentum, 0, 1100), OPTIONS);
    assert.ok(some.length > 400);
    assert.deepEqual(all.slice(0, some.length), some);
  });
});

describe('scoreSeries', () => {
  it('of a market with a true law comes near what can be known of it, with evidence of both kinds', () => {
    const score = scoreSeries({ ...OPTIONS, bars: momentum });
    const [low, high] = score.accuracyInterval!;
    assert.ok(low < score.accuracy! && score.accuracy! < high);
    assert.ok(score.accuracy! > 0.54 && score.accuracy! < signAccuracy(0.3) + 0.03, `${score.accuracy}`);
    assert.ok(score.money[1] > 0.3 && score.timing[1] > 0.3, `${score.money}, ${score.timing}`);
    assert.ok(score.netReturn > score.control.high);
  });

  it('of noise finds nothing, and pays for what it turns over', () => {
    const bars = barsOf(garchWalk(5, 2200));
    const free = scoreSeries({ ...OPTIONS, bars });
    const costly = scoreSeries({ ...OPTIONS, bars, sideCost: 0.0025 });
    assert.ok(free.accuracyInterval![0] < 0.53);
    assert.ok(costly.money[1] < Math.log(20) && costly.timing[1] < Math.log(20));
    assert.ok(costly.netReturn < free.netReturn && costly.control.median < free.control.median);
    assert.ok(costly.money[0] <= free.money[0]);
  });
});

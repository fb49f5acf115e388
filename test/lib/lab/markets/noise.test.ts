import assert from 'node:assert/strict';
import { mulberry32 } from '../../../../src/lib/core/random.ts';
import {
  garchDrift,
  garchWalk,
  gaussianWalk,
  unboundedWalk,
} from '../../../../src/lib/lab/markets/no-edge.ts';
import { student } from '../../../../src/lib/lab/markets/noise.ts';
import { CLIP, pathOf, SURE_LOSS, TICK_SD } from '../../../../src/lib/lab/markets/path.ts';
import { assertClose } from '../../../support/approx.ts';
import { autocorrelation, deviation, kurtosis, mean } from '../../../support/path-statistics.ts';

const TICKS = 60_000;

describe('pathOf', () => {
  it('clips moves and compounds arithmetic returns, by hand', () => {
    const { returns, closes } = pathOf(Float64Array.of(1, -2, 9));
    assertClose(returns, [0.01, -0.02, CLIP * TICK_SD]);
    assertClose(closes, [100, 101, 101 * 0.98, 101 * 0.98 * 1.075]);
  });
});

describe('student', () => {
  for (const freedom of [5, 8]) {
    it(`has mean 0, variance 1 and, with ${freedom} degrees, the tails of a t`, () => {
      const random = mulberry32(freedom);
      const draws = Float64Array.from({ length: TICKS }, () => student(random, freedom));
      assertClose([mean(draws), deviation(draws)], [0, 1], 0.02);
      // Tail of Student's t (tables): P(|t5| > 2.571) = .05, P(|t8| > 2.306) = .05; here divided by its deviation.
      const limit = (freedom === 5 ? 2.571 : 2.306) * Math.sqrt((freedom - 2) / freedom);
      assertClose([mean(draws.map(draw => (Math.abs(draw) > limit ? 1 : 0)))], [0.05], 0.004);
    });
  }
});

describe('markets without an edge', () => {
  it('N1 is white and normal', () => {
    const { returns } = gaussianWalk(1, TICKS);
    assertClose([mean(returns) / TICK_SD, deviation(returns) / TICK_SD], [0, 1], 0.02);
    assertClose([kurtosis(returns)], [3], 0.1);
    assertClose([autocorrelation(returns)], [0], 0.02);
  });

  it('N2 is white, but its size clusters and its tails are fat', () => {
    const { returns } = garchWalk(1, TICKS);
    assertClose([mean(returns) / TICK_SD, autocorrelation(returns)], [0, 0], 0.03);
    assert.ok(kurtosis(returns) > 5);
    assert.ok(autocorrelation(returns.map(Math.abs)) > 0.1);
    assert.ok(returns.every(change => Math.abs(change) <= SURE_LOSS));
  });

  it('N3 drifts by 0.03 deviations a tick, and says so', () => {
    const { returns, mean: truth } = garchDrift(1, TICKS);
    assertClose([mean(returns) / TICK_SD], [0.03], 0.015);
    assert.ok(truth.every(value => value === 0.03));
  });

  it('N5 falls further than any bet is cut for', () => {
    const { returns } = unboundedWalk(1, TICKS);
    assert.ok(returns.some(change => change < -SURE_LOSS));
    assert.ok(returns.every(change => change > -1));
  });

  it('are the same for the same seed, and others for another', () => {
    assert.deepEqual(garchWalk(7, 50), garchWalk(7, 50));
    assert.notDeepEqual(garchWalk(7, 50), garchWalk(8, 50));
  });
});

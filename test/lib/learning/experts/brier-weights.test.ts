import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32 } from '../../../../src/lib/core/random.ts';
import { adaHedgeRegret } from '../../../../src/lib/learning/experts/ada-hedge.ts';
import {
  type BrierState,
  brierWeights,
  newBrierWeights,
  pooledProbability,
  type ResolvedForecast,
  scoreForecasts,
  withForecasters,
} from '../../../../src/lib/learning/experts/brier-weights.ts';
import { assertClose } from '../../../support/approx.ts';

const names = ['a', 'b', 'c'];
const scored = (forecasts: readonly ResolvedForecast[], state = newBrierWeights(names)): BrierState =>
  forecasts.reduce(scoreForecasts, state);

const forecast: fc.Arbitrary<ResolvedForecast> = fc.record({
  probabilities: fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 6 }), {
    minLength: 3,
    maxLength: 3,
  }),
  outcome: fc.constantFrom(0, 1),
});

describe('scoreForecasts', () => {
  it('loses squared errors and weighs by them', () => {
    // By hand: losses 0.04, 0.25, 1; the first gap is the mean minus the least loss.
    const { hedge } = scored([{ probabilities: [0.8, 0.5, 0], outcome: 1 }]);
    assertClose(hedge.losses, [0.04, 0.25, 1], 1e-15);
    assertClose([hedge.loss, hedge.gap], [0.43, 0.39], 1e-15);
  });

  it('ends with the expert that knows the chances', () => {
    const random = mulberry32(5);
    const forecasts = Array.from({ length: 500 }, () => {
      const chance = random();
      return { probabilities: [chance, 0.5, 1 - chance], outcome: random() < chance ? 1 : 0 } as const;
    });
    const [knowing] = brierWeights(scored(forecasts));
    assert.ok(knowing! > 0.99, `${knowing}`);
  });

  it('pools probabilities within those of the experts awake, and no worse than their mean loss', () => {
    fc.assert(
      fc.property(fc.array(forecast, { minLength: 1, maxLength: 40 }), forecasts => {
        let pooledLoss = 0;
        let state = newBrierWeights(names);
        for (const each of forecasts) {
          const p = pooledProbability(state, each.probabilities);
          const awake = each.probabilities.filter(probability => probability !== null);
          if (p === null) assert.equal(awake.length, 0);
          else {
            assert.ok(p >= Math.min(...awake) - 1e-12 && p <= Math.max(...awake) + 1e-12);
            pooledLoss += (p - each.outcome) ** 2;
          }
          state = scoreForecasts(state, each);
        }
        assert.ok(pooledLoss <= state.hedge.loss + 1e-9);
        assert.ok(adaHedgeRegret(state.hedge) <= 2 * state.hedge.gap + 1e-9);
      }),
    );
  });

  it('goes on bit for bit after a trip through JSON', () => {
    fc.assert(
      fc.property(fc.array(forecast), forecast, (forecasts, next) => {
        const state = scored(forecasts);
        const stored: BrierState = JSON.parse(JSON.stringify(state));
        assert.deepEqual(scoreForecasts(stored, next), scoreForecasts(state, next));
      }),
    );
  });

  it('refuses what is no probability or outcome, and other experts', () => {
    const state = newBrierWeights(names);
    for (const probabilities of [
      [0.5, 0.5],
      [0.5, NaN, 0.5],
      [0.5, 1.1, 0.5],
      [-0.1, 0.5, 0.5],
    ]) {
      assert.throws(() => scoreForecasts(state, { probabilities, outcome: 1 }), RangeError);
      assert.throws(() => pooledProbability(state, probabilities), RangeError);
    }
    const half = JSON.parse('{"probabilities":[1,1,1],"outcome":0.5}') as ResolvedForecast;
    assert.throws(() => scoreForecasts(state, half), RangeError);
    assert.throws(() => newBrierWeights(['a', 'a']), RangeError);
  });
});

describe('withForecasters', () => {
  const state = scored([
    { probabilities: [0.8, 0.5, 0], outcome: 1 },
    { probabilities: [0.3, 0.5, 0.9], outcome: 0 },
  ]);

  it('lets heirs begin with the losses of their predecessor and others with those of the mixture', () => {
    const next = withForecasters(state, [{ id: 'b' }, { id: 'a2', heirOf: 'a' }, { id: 'new' }]);
    const [a, b] = state.hedge.losses;
    assert.deepEqual(next.experts, ['b', 'a2', 'new']);
    assert.deepEqual(next.hedge.losses, [b, a, state.hedge.loss]);
    assert.equal(next.hedge.gap, state.hedge.gap);
  });

  it('goes on with a single expert', () => {
    const alone = withForecasters(state, [{ id: 'a' }]);
    assert.deepEqual(brierWeights(scoreForecasts(alone, { probabilities: [0.5], outcome: 1 })), [1]);
    assert.equal(pooledProbability(alone, [0.25]), 0.25);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32, normal } from '../../../../src/lib/core/random.ts';
import {
  checkRewardModel,
  expectedReward,
  learn,
  newRewardModel,
  type RewardModelState,
  type RewardSample,
  warmStart,
} from '../../../../src/lib/learning/policy/reward-model.ts';
import { assertClose } from '../../../support/approx.ts';

const small = { dimension: 2, discount: 0.99, ridge: 1 };
const samples: readonly RewardSample[] = [
  { context: [1, 0.5], reward: 0.2 },
  { context: [1, -1], reward: -0.1 },
  { context: [1, 2], reward: 0.6 },
];
const fold = (pairs: readonly RewardSample[], options = small): RewardModelState =>
  pairs.reduce((state, sample) => learn(options, state, sample), newRewardModel(options));
/** Coefficients, read off at the unit contexts. */
const theta = (state: RewardModelState): number[] =>
  [
    [1, 0],
    [0, 1],
  ].map(context => expectedReward(small, state, context).mean);

describe('learn and expectedReward', () => {
  it('follow discounted ridge regression (D-LinUCB, Russac et al. 2019; three epochs worked in Python)', () => {
    assertClose(theta(fold(samples.slice(0, 1))), [0.0888888889, 0.0444444444]);
    assertClose(theta(fold(samples.slice(0, 2))), [0.0496133024, 0.0996906419]);
    const state = fold(samples);
    assertClose(theta(state), [0.1, 0.2]);
    assertClose(state.a, [3.9701, 1.50005, 6.235025]);
    const { mean, width } = expectedReward(small, state, [1, 1]);
    assertClose([mean, width], [0.3, 0.5658384972]);
    assert.equal(state.seen, 3);
  });

  it('expect nothing before the first epoch, and are then as unsure as the ridge says', () => {
    const { mean, width } = expectedReward(small, newRewardModel(small), [3, 4]);
    assertClose([mean, width], [0, 5]);
  });

  it('find the coefficients of a linear law in noise', () => {
    const options = { dimension: 3, discount: 0.999, ridge: 10 };
    const random = mulberry32(7);
    const pairs = Array.from({ length: 3000 }, () => {
      const context = [1, normal(random), normal(random)];
      return { context, reward: 0.1 - 0.3 * context[1]! + normal(random) };
    });
    const state = fold(pairs, options);
    const at = (context: number[]): number => expectedReward(options, state, context).mean;
    assertClose([at([1, 0, 0]), at([0, 1, 0]), at([0, 0, 1])], [0.1, -0.3, 0], 0.12);
  });

  it('keep the matrix positive definite and the widths within the prior, whatever comes', () => {
    const value = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    const sample = fc.record({ context: fc.tuple(value, value), reward: value });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 60 }), pairs => {
        const state = fold(pairs);
        checkRewardModel(small, state);
        assert.ok(expectedReward(small, state, [0.6, 0.8]).width <= 1 + 1e-6);
        assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
      }),
    );
  });

  it('leave the state they were given as it was', () => {
    const state = fold(samples);
    const before = JSON.stringify(state);
    learn(small, state, samples[0]!);
    assert.equal(JSON.stringify(state), before);
  });

  it('refuse numbers that are not finite, too large, or of another length', () => {
    const state = newRewardModel(small);
    for (const bad of [Number.NaN, Infinity, 1e7]) {
      assert.throws(() => learn(small, state, { context: [1, bad], reward: 0 }), RangeError);
      assert.throws(() => learn(small, state, { context: [1, 1], reward: bad }), RangeError);
      assert.throws(() => expectedReward(small, state, [bad, 0]), RangeError);
    }
    assert.throws(() => learn(small, state, { context: [1], reward: 0 }), /1 values for 2 features/);
    assert.throws(() => expectedReward({ ...small, dimension: 3 }, state, [1, 1, 1]), /for 3 features/);
  });
});

describe('newRewardModel', () => {
  it('refuses options that make no model', () => {
    for (const wrong of [
      { dimension: 0 },
      { dimension: 1.5 },
      { discount: 0 },
      { discount: 1.1 },
      { ridge: 0 },
    ]) {
      assert.throws(() => newRewardModel({ ...small, ...wrong }), RangeError);
    }
  });
});

describe('warmStart', () => {
  const options = { dimension: 2, discount: 1, ridge: 1 };

  it('weighs every past epoch by rho', () => {
    const state = warmStart(options, samples, { rho: 0.1, most: 200 });
    // By hand: I + .1 [[3, 1.5], [1.5, 5.25]] and .1 (.7, 1.4).
    assertClose(state.a, [1.3, 0.15, 1.525]);
    assertClose(state.b, [0.07, 0.14]);
    assert.equal(state.seen, 0);
  });

  it('lets the whole past count for no more than its most', () => {
    const many = Array.from({ length: 5000 }, () => ({ context: [1, 0], reward: 0.5 }));
    const state = warmStart(options, many, { rho: 0.1, most: 200 });
    assertClose(state.a, [201, 0, 1], 1e-6);
    assertClose(state.b, [100, 0], 1e-6);
  });

  it('is overruled by life', () => {
    let state = warmStart(
      options,
      samples.map(({ context }) => ({ context, reward: -1 })),
      { rho: 0.1, most: 200 },
    );
    for (let i = 0; i < 40; i++) state = learn(options, state, { context: [1, 0], reward: 1 });
    assert.ok(expectedReward(options, state, [1, 0]).mean > 0.9);
  });

  it('of no past is the empty model', () => {
    assert.deepEqual(warmStart(options, [], { rho: 0.1, most: 200 }), newRewardModel(options));
  });

  it('refuses the samples that learning refuses, and weights out of range', () => {
    const bad = { context: [1, Number.NaN], reward: 0 };
    assert.throws(() => warmStart(options, [bad], { rho: 0.1, most: 200 }), RangeError);
    assert.throws(
      () => warmStart(options, [{ context: [1, 1], reward: Infinity }], { rho: 0.1, most: 200 }),
      RangeError,
    );
    assert.throws(() => warmStart(options, samples, { rho: Number.NaN, most: 200 }), RangeError);
  });
});

describe('checkRewardModel', () => {
  it('recognises a corrupted state', () => {
    const { a, b, seen } = fold(samples);
    const corrupted: RewardModelState[] = [
      { a: [], b, seen },
      { a, b: [...b, 0], seen },
      { a: [Number.NaN, a[1]!, a[2]!], b, seen },
      { a, b: [Number.NaN, 0], seen },
      { a: [1, 5, 1], b, seen },
      { a: [-1, 0, 1], b, seen },
      { a, b, seen: -1 },
      { a, b, seen: 0.5 },
    ];
    checkRewardModel(small, { a, b, seen });
    for (const state of corrupted) assert.throws(() => checkRewardModel(small, state), RangeError);
  });
});

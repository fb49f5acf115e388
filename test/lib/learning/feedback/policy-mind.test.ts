import assert from 'node:assert/strict';
import { mulberry32, normal } from '../../../../src/lib/core/random.ts';
import { newClassLearner } from '../../../../src/lib/learning/feedback/class-learner.ts';
import { policyContext } from '../../../../src/lib/learning/feedback/context.ts';
import {
  expectation,
  knowsRegimes,
  type Lesson,
  learnEpoch,
  newPolicyMind,
  type PolicyMind,
  startedFrom,
  warmModels,
} from '../../../../src/lib/learning/feedback/policy-mind.ts';
import { assertClose } from '../../../support/approx.ts';
import { lived } from '../../../support/stances.ts';

const context = (exposure: number, regime = 'calm up') =>
  policyContext({ probability: null, exposure, rho: 0, volatilityRatio: 1, regime });

const lesson = (exposure: number, rho: number, regime?: string): Lesson => ({
  ...{ symbol: 'BTC/USD', context: context(exposure, regime), rho },
});

/** Epochs in which the return is `effect` times a signal of ±1, and unit noise. */
function taught(mind: PolicyMind, { seed = 1, epochs = 400, effect = 0.5 } = {}): PolicyMind {
  const random = mulberry32(seed);
  let after = mind;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const signal = random() < 0.5 ? -1 : 1;
    after = learnEpoch(after, [lesson(signal, effect * signal + normal(random))], epoch);
  }
  return after;
}

describe('what the policy learns', () => {
  it('is the ridge mean of returns (by hand)', () => {
    const bias = [1, 0, 0, 0, 0, 0, 0, 0, 0];
    const after = learnEpoch(newPolicyMind(), [{ symbol: 'BTC/USD', context: bias, rho: 1 }], 1);
    // A = 0.999 x 10 + 1 + 0.001 x 10 = 11, b = 1.
    assertClose([expectation(after, bias).mean, expectation(after, bias).width], [1 / 11, Math.sqrt(1 / 11)]);
    assert.deepEqual([after.pooled.seen, after.split.seen], [1, 1]);
  });

  it('comes from every epoch, whatever was traded', () => {
    const context = [1, 0, 0.5, 0, 0, 1, 0, 0, 0];
    const of = (path: number, stake: number) =>
      lived(newClassLearner(), [{ path, move: 0.04, changes: { policy: { context, stake, greedy: stake } } }])
        .policy;
    assert.deepEqual(of(0, 0), of(1, 1));
    assert.equal(of(0, 0).pooled.seen, 1);
    assert.deepEqual(of(0, 0).rho, { 'BTC/USD': 2 });
  });

  it('nears the truth: ±0.5 of a volatility after 400 epochs', () => {
    const after = taught(newPolicyMind());
    for (const signal of [-1, 1])
      assert.ok(Math.abs(expectation(after, context(signal)).mean - 0.5 * signal) < 0.15);
    assert.equal(after.resets, 0);
  });

  it('takes all symbols of an epoch at once: both are forecast before either is learned', () => {
    const pair = [lesson(1, 1), { ...lesson(1, 1), symbol: 'ETH/USD' }];
    const after = learnEpoch(newPolicyMind(), pair, 1);
    assert.equal(after.lnSplit, 0);
    assert.equal(after.drift.seen, 1);
    assert.deepEqual(after.rho, { 'BTC/USD': 1, 'ETH/USD': 1 });
  });

  it('clips what it remembers of a return, not what it learns from', () => {
    const wild = learnEpoch(newPolicyMind(), [lesson(0, 40)], 1);
    assert.equal(wild.rho['BTC/USD'], 6);
    assert.ok(expectation(wild, context(0)).mean > 3);
  });

  it('is nothing without a lesson, and refuses what is no number', () => {
    const mind = taught(newPolicyMind(), { epochs: 5 });
    assert.equal(learnEpoch(mind, [], 6), mind);
    const text = JSON.stringify(mind);
    for (const bad of [lesson(Number.NaN, 1), lesson(1, Number.NaN), lesson(1, Number.POSITIVE_INFINITY)])
      assert.throws(() => learnEpoch(mind, [bad], 6), RangeError);
    assert.equal(JSON.stringify(mind), text);
  });

  it('is plain JSON that goes on bit for bit', () => {
    const mind = taught(newPolicyMind(), { epochs: 50 });
    const restored: PolicyMind = JSON.parse(JSON.stringify(mind));
    assert.deepEqual(restored, mind);
    const more = { seed: 2, epochs: 20 };
    assert.equal(JSON.stringify(taught(restored, more)), JSON.stringify(taught(mind, more)));
  });

  it('is the same after a thousand identical lessons: sure, and not broken', () => {
    let mind = newPolicyMind();
    for (let epoch = 0; epoch < 1_000; epoch++) mind = learnEpoch(mind, [lesson(0, 0.1)], epoch);
    const { mean, width } = expectation(mind, context(0));
    assert.ok(Math.abs(mean - 0.1) < 0.01 && width > 0 && width < 0.1);
    assert.equal(mind.resets, 0);
    assert.ok(!knowsRegimes(mind));
  });
});

describe('telling regimes apart', () => {
  /** The return is `effect` in a calm market that rises, and its contrary in a wild one that falls. */
  function inRegimes(effect: number, seed: number, epochs: number): PolicyMind {
    const random = mulberry32(seed);
    let mind = newPolicyMind();
    for (let epoch = 0; epoch < epochs; epoch++) {
      const isCalm = random() < 0.5;
      const rho = (isCalm ? effect : -effect) + normal(random);
      mind = learnEpoch(mind, [lesson(0, rho, isCalm ? 'calm up' : 'wild down')], epoch);
    }
    return mind;
  }

  it('is used once it has been shown to predict better, and then expects each its own', () => {
    const mind = inRegimes(0.6, 3, 300);
    assert.ok(mind.lnSplit > Math.log(20));
    const [calm, wild] = ['calm up', 'wild down'].map(regime => expectation(mind, context(0, regime)));
    assert.ok(calm!.split && wild!.split);
    assert.ok(calm!.mean > 0.3 && wild!.mean < -0.3);
  });

  it('is not used before, nor on noise: at most one of 20 seeds ever', () => {
    const young = inRegimes(0.6, 3, 10);
    assert.ok(!expectation(young, context(0)).split);
    const ever = Array.from({ length: 20 }, (_, seed) => knowsRegimes(inRegimes(0, seed, 300)));
    assert.ok(ever.filter(Boolean).length <= 1);
  });
});

describe('a market that changes its mind', () => {
  it('has the policy begin anew, from the newest lessons, and then expect the contrary', () => {
    const before = taught(newPolicyMind(), { epochs: 500 });
    assert.equal(before.resets, 0);
    let [mind, turned] = [before, 0];
    while (mind.resets === 0 && turned < 300) {
      mind = taught(mind, { seed: 100 + turned, epochs: 1, effect: -0.5 });
      turned += 1;
    }
    assert.ok(turned < 300, 'the change was not noticed');
    // All that it knows are the lessons it kept.
    assert.deepEqual([mind.pooled.seen, mind.recent.length], [100, 100]);
    assert.deepEqual([mind.lnSplit, mind.drift.seen, mind.warmed], [0, 0, true]);
    const after = taught(mind, { seed: 9, epochs: 200, effect: -0.5 });
    assert.ok(expectation(after, context(1)).mean < -0.2);
    assert.ok(expectation(before, context(1)).mean > 0.3);
  });

  it('replays just those lessons: the same as learning them from nothing', () => {
    let mind = taught(newPolicyMind(), { epochs: 500 });
    while (mind.resets === 0)
      mind = taught(mind, { seed: 1_000 + mind.pooled.seen, epochs: 1, effect: -0.8 });
    const replayed = mind.recent.reduce(
      (fresh, { context, rho }) => learnEpoch(fresh, [{ symbol: 'BTC/USD', context, rho }], 0),
      newPolicyMind(),
    );
    assert.deepEqual([mind.pooled, mind.split], [replayed.pooled, replayed.split]);
  });
});

describe('a policy that starts from history', () => {
  const history = Array.from({ length: 50 }, (_, i) => lesson(i % 2 === 0 ? 1 : -1, i % 2 === 0 ? 1 : -1));

  it('has the models of before and has seen none of it', () => {
    const warm = startedFrom(newPolicyMind(), warmModels(history));
    assert.deepEqual([warm.warmed, warm.pooled.seen], [true, 0]);
    // Fifty epochs at a tenth are five: 5 / (10 + 5) of ±1.
    assertClose([expectation(warm, context(1)).mean], [5 / 15], 0.05);
  });

  it('refuses models that no lessons can have made', () => {
    const models = warmModels(history);
    const broken = { ...models, pooled: { ...models.pooled, a: models.pooled.a.map(() => Number.NaN) } };
    assert.throws(() => startedFrom(newPolicyMind(), broken), RangeError);
    const short = { ...models, split: { ...models.split, b: [1] } };
    assert.throws(() => startedFrom(newPolicyMind(), short), RangeError);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  doublyRobust,
  effectiveSampleSize,
  importanceWeight,
  ips,
  type LoggedDecision,
  snips,
} from '../../../../src/lib/learning/policy/off-policy.ts';
import { assertClose } from '../../../support/approx.ts';

const worked: readonly LoggedDecision[] = [
  { propensity: 0.5, target: 0.8, reward: 1, values: { taken: 0.6, policy: 0.5 } },
  { propensity: 0.25, target: 0.1, reward: -0.5, values: { taken: -0.2, policy: 0.05 } },
  { propensity: 0.25, target: 0.6, reward: 0.4, values: { taken: 0.3, policy: 0.2 } },
  { propensity: 0.5, target: 0.2, reward: 0, values: { taken: 0.1, policy: 0.05 } },
];

describe('the off-policy estimates', () => {
  it('agree with four decisions worked by hand', () => {
    assertClose([ips(worked)!, snips(worked)!], [0.59, 0.4916666667]);
    assertClose([effectiveSampleSize(worked)], [2.6666666667]);
    assertClose([doublyRobust(worked)!], [0.38]);
    assertClose([doublyRobust(worked, { clip: 1.5 })!], [0.3475]);
  });

  it("agree with Vowpal Wabbit's estimators on one decision", () => {
    // VowpalWabbit/estimators, basic tests: p_log .3, r 1, p_pred .6.
    const one = [{ propensity: 0.3, target: 0.6, reward: 1 }];
    assertClose([ips(one)!, snips(one)!], [2, 1]);
  });

  it('cut weights at 20', () => {
    assert.equal(importanceWeight({ propensity: 0.001, target: 1, reward: 0 }, { clip: 20 }), 20);
    assert.equal(ips([{ propensity: 0.001, target: 1, reward: 1 }]), 20);
  });

  it('of the logged policy itself are its mean reward', () => {
    const decision = fc.record({
      propensity: fc.double({ min: 0.01, max: 1, noNaN: true }),
      reward: fc.double({ min: -5, max: 5, noNaN: true }),
      taken: fc.double({ min: -5, max: 5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(decision, { minLength: 1, maxLength: 30 }), rows => {
        const log = rows.map(({ propensity, reward, taken }) => ({
          propensity,
          target: propensity,
          reward,
          values: { taken, policy: taken },
        }));
        const mean = log.reduce((sum, { reward }) => sum + reward, 0) / log.length;
        assertClose([ips(log)!, snips(log)!, doublyRobust(log)!], [mean, mean, mean], 1e-9);
        assertClose([effectiveSampleSize(log)], [log.length], 1e-9);
      }),
    );
  });

  it('are unknown without decisions, or without weight', () => {
    assert.deepEqual([ips([]), snips([]), doublyRobust([]), effectiveSampleSize([])], [null, null, null, 0]);
    const never = [{ propensity: 0.5, target: 0, reward: 1 }];
    assert.deepEqual([ips(never), snips(never), effectiveSampleSize(never)], [0, null, 0]);
  });

  it('refuse impossible probabilities, rewards and missing estimates', () => {
    const good = { propensity: 0.5, target: 0.5, reward: 1 };
    for (const wrong of [
      { propensity: 0 },
      { propensity: 1.1 },
      { target: -0.1 },
      { target: Number.NaN },
      { reward: Infinity },
    ]) {
      assert.throws(() => ips([{ ...good, ...wrong }]), RangeError);
    }
    assert.throws(() => doublyRobust([good]), /no estimates/);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isoTime } from '../../../../src/lib/core/clock.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import {
  type ClassLearner,
  newClassLearner,
  newEvidence,
} from '../../../../src/lib/learning/feedback/class-learner.ts';
import { commit } from '../../../../src/lib/learning/feedback/commit.ts';
import { CONTEXT } from '../../../../src/lib/learning/feedback/context.ts';
import { learnEpoch, newPolicyMind } from '../../../../src/lib/learning/feedback/policy-mind.ts';
import { settle } from '../../../../src/lib/learning/feedback/settle.ts';
import {
  expertIds,
  hasOverclaimed,
  type StanceQuestion,
  type SymbolSight,
  takeStance,
} from '../../../../src/lib/learning/feedback/take-stance.ts';
import { assertClose } from '../../../support/approx.ts';
import { settled } from '../../../support/stances.ts';

/** A price that rises by 1 % a day. */
const RISING = Float64Array.from({ length: 100 }, (_, i) => 100 * 1.01 ** i);

const sight = (changes: Partial<SymbolSight> = {}): SymbolSight => ({
  ...{ symbol: 'BTC/USD', close: RISING, sigma: 0.02, regime: 'calm up', volatilityRatio: 1.25, volume: 1e6 },
  forecasts: {},
  ...changes,
});

const question = (changes: Partial<StanceQuestion> = {}): StanceQuestion => ({
  ...{
    assetClass: 'crypto',
    epoch: 20_000,
    at: '2024-10-04T00:00:00.000Z',
    until: '2024-10-05T00:00:00.000Z',
  },
  ...{ candidate: 'forest-1', models: [], seed: 42, sights: [sight()], explores: null },
  ...{ capShare: 0.0075, roundTrip: 0.0058, costOf: () => 0.003 },
  path: ({ stake }) => ({ spoken: null, exposure: stake }),
  ...changes,
});

const NEW = newClassLearner();

/** A policy that expects a lot of every exposure. */
const EAGER: ClassLearner = {
  ...NEW,
  policy: Array.from({ length: 60 }).reduce<ClassLearner['policy']>(
    (mind, _, at) =>
      learnEpoch(mind, [{ symbol: 'ETH/USD', context: [1, 0, 0, 0, 0, 0, 0, 0, 0], rho: 1 }], at),
    newPolicyMind(),
  ),
};

const btc = (learner: ClassLearner, changes: Partial<StanceQuestion> = {}) =>
  takeStance(learner, question(changes)).symbols['BTC/USD']!;

const exposureOf = (learner: ClassLearner, id: string, changes: Partial<StanceQuestion> = {}) => {
  const stance = takeStance(learner, question(changes));
  return stance.symbols['BTC/USD']!.exposures[stance.experts.indexOf(id)];
};

describe('a stance', () => {
  it('has one exposure for each expert, rules by the closes alone', () => {
    const stance = takeStance(NEW, question({ models: ['forest', 'logistic'] }));
    const own = stance.symbols['BTC/USD']!;
    assert.deepEqual(stance.experts, expertIds(['forest', 'logistic']));
    assert.equal(own.exposures.length, stance.experts.length);
    const of = (id: string) => own.exposures[stance.experts.indexOf(id)];
    // A price that only rises: momentum holds, reversal does not.
    assert.deepEqual(
      ['long', 'momentum-1', 'momentum-60', 'reversal-1', 'reversal-5', 'mean-cross-50', 'forest'].map(of),
      [1, 1, 1, 0, 0, 1, null],
    );
  });

  it('lets rules sleep that have too few bars', () => {
    const sights = [sight({ close: RISING.subarray(0, 30) })];
    assert.equal(exposureOf(NEW, 'momentum-60', { sights }), null);
    assert.equal(exposureOf(NEW, 'momentum-20', { sights }), 1);
  });

  it('has a model hold where its own probability is worth a bet, and sleep where it says nothing', () => {
    const models = ['forest', 'logistic', 'asleep'];
    const forecasts = {
      forest: { probability: 0.6, worthwhile: 0.59 },
      logistic: { probability: 0.58, worthwhile: 0.59 },
      asleep: null,
    };
    const asked = { models, sights: [sight({ forecasts })] };
    assert.deepEqual(
      models.map(id => exposureOf(NEW, id, asked)),
      [1, 0, null],
    );
    // Two that say one, with equal weights.
    assertClose([btc(NEW, asked).pooled ?? 0], [0.59], 1e-12);
    assert.deepEqual(
      btc(NEW, asked).probabilities.filter(p => p !== null),
      [0.6, 0.58],
    );
  });

  it('shows the policy what there is, and nothing of what comes', () => {
    const { policy, mixture } = btc(
      { ...NEW, policy: { ...newPolicyMind(), rho: { 'BTC/USD': -1.5 } } },
      {
        models: ['forest'],
        sights: [sight({ forecasts: { forest: { probability: 0.75, worthwhile: 0.6 } } })],
      },
    );
    assert.equal(policy.context.length, CONTEXT);
    assertClose(policy.context, [1, Math.log(3), mixture, -1.5, 0.25, 1, 0, 0, 0], 1e-12);
    const unknown = btc(NEW, { sights: [sight({ regime: 'unknown' })] }).policy.context;
    assert.deepEqual(unknown.slice(5), [0, 0, 0, 0]);
    // After a standstill the ratio of volatilities has no bound; the context has.
    const still = btc(NEW, { sights: [sight({ volatilityRatio: Number.POSITIVE_INFINITY })] });
    assert.equal(still.policy.context[4], 9);
  });

  it('is the mixture of rules and models: the ones that act on it are not part of it', () => {
    const own = btc(EAGER);
    const awake = own.exposures.slice(0, -3).filter(exposure => exposure !== null);
    assertClose([own.mixture], [awake.reduce((sum, exposure) => sum + exposure, 0) / awake.length], 1e-12);
  });

  it('shows the path the same mixture and stake that are written down', () => {
    let seen = {};
    const own = btc(EAGER, {
      path: view => {
        seen = view;
        return { spoken: 0.7, exposure: 0.5 };
      },
    });
    assert.deepEqual(seen, {
      ...{ symbol: 'BTC/USD', isDishonest: false, forecasts: {}, pooled: null },
      ...{ mixture: own.mixture, stake: own.policy.stake },
    });
    assert.deepEqual([own.spoken, own.path], [0.7, 0.5]);
    assert.equal(exposureOf(EAGER, 'path', { path: () => ({ spoken: null, exposure: 0.5 }) }), 0.5);
  });

  it('is the same to the last bit for the same question, also after JSON', () => {
    const asked = question({ explores: 'shadow', models: ['forest'] });
    const text = JSON.stringify(takeStance(EAGER, asked));
    assert.equal(JSON.stringify(takeStance(EAGER, asked)), text);
    assert.equal(JSON.stringify(takeStance(JSON.parse(JSON.stringify(EAGER)), asked)), text);
  });

  it('has the random arm draw by seed, symbol and epoch, and keep what it held a third of the time', () => {
    const held: number[] = [];
    let learner = NEW;
    for (let epoch = 1; epoch <= 600; epoch++) {
      const until = isoTime((epoch + 1) * DAY_MS);
      const stance = takeStance(learner, question({ epoch, until }));
      held.push(stance.symbols['BTC/USD']!.exposures.at(-1)!);
      learner = settle(commit(learner, stance), settled(epoch, { 'BTC/USD': 0 }));
    }
    // In 40 %, out 30 %, as before 30 %: held 4/7 of the time, changed in 0.3 x 4/7 + 0.4 x 3/7 of the epochs.
    assert.ok(Math.abs(held.reduce((sum, own) => sum + own, 0) / 600 - 4 / 7) < 0.08);
    const changes = held.filter((own, at) => at > 0 && own !== held[at - 1]).length;
    assert.ok(Math.abs(changes / 600 - 2.4 / 7) < 0.06);
    assert.notEqual(
      exposureOf(NEW, 'random', { seed: 1 }),
      exposureOf(NEW, 'random', { seed: 3, epoch: 20_003 }),
    );
  });

  it('refuses a cost or a probability that is none', () => {
    assert.throws(() => btc(NEW, { costOf: () => Number.NaN }), RangeError);
    const forecasts = { forest: { probability: Number.NaN, worthwhile: 0.6 } };
    assert.throws(() => btc(NEW, { models: ['forest'], sights: [sight({ forecasts })] }), RangeError);
  });
});

describe('the stake of the policy', () => {
  it('is the best one for sure where nothing is tried out', () => {
    const { policy } = btc(EAGER);
    assert.ok(policy.mean > 0.2);
    assert.deepEqual([policy.greedy, policy.stake, policy.draw], [1, 1, null]);
    assert.deepEqual(policy.odds, [0, 0, 0, 0, 1]);
    const shy = btc(NEW).policy;
    assert.deepEqual([shy.greedy, shy.stake, shy.odds], [0, 0, [1, 0, 0, 0, 0]]);
  });

  it('is tried out below the best one only when live, in two of a hundred epochs', () => {
    const stakes = Array.from(
      { length: 3_000 },
      (_, at) => btc(EAGER, { explores: 'live', epoch: at }).policy,
    );
    const tried = stakes.filter(({ stake, greedy }) => stake !== greedy);
    assert.ok(tried.every(({ stake, greedy }) => stake < greedy));
    assert.ok(Math.abs(tried.length / 3_000 - 0.02) < 0.008, `${tried.length}`);
    assert.deepEqual(stakes[0]!.odds, [0.005, 0.005, 0.005, 0.005, 0.98]);
  });

  it('is tried out upwards as canary only while the budget of the week lasts', () => {
    const upwards = (explored: ClassLearner['explored']) =>
      Array.from({ length: 400 }, (_, at) =>
        btc({ ...NEW, explored }, { explores: 'canary', epoch: 20_000 + at, capShare: 0.02 }),
      ).filter(({ policy }) => policy.stake > policy.greedy).length;
    const week = Math.floor(Date.parse('2024-10-04') / (7 * 86_400_000));
    assert.ok(upwards({ week, used: 0 }) > 0);
    assert.equal(upwards({ week, used: 0.01 }), 0);
    // Last week's does not count.
    assert.ok(upwards({ week: week - 1, used: 0.01 }) > 0);
  });

  it('is not tried out at all while a change is in the air', () => {
    const armed = { ...EAGER, policy: { ...EAGER.policy, drift: { levels: [60, 60, 60], seen: 60 } } };
    for (let epoch = 0; epoch < 200; epoch++) {
      const { policy } = btc(armed, { explores: 'live', epoch });
      assert.deepEqual([policy.stake, policy.draw], [policy.greedy, null]);
    }
  });

  it('has odds that sum to 1, and a draw that it follows', () => {
    const stage = fc.constantFrom('shadow' as const, 'canary' as const, 'live' as const);
    fc.assert(
      fc.property(fc.nat(100_000), stage, fc.boolean(), (epoch, explores, isEager) => {
        const { policy } = btc(isEager ? EAGER : NEW, { epoch, explores });
        assert.ok(Math.abs(policy.odds.reduce((sum, p) => sum + p, 0) - 1) < 1e-9);
        const taken = policy.odds[policy.stake * 4]!;
        assert.ok(taken > 0);
        if (policy.draw === null) assert.equal(taken, 1);
      }),
      { numRuns: 100 },
    );
  });
});

describe('claims that did not come true', () => {
  it('are told to the path, once they cannot be luck', () => {
    const evidence = newEvidence();
    const logs = evidence.skill.claims.wealth.logs.map(() => Math.log(1e4));
    const wealth = { ...evidence.skill.claims.wealth, logs };
    const liar = {
      ...NEW,
      evidence: {
        ...evidence,
        skill: { ...evidence.skill, claims: { ...evidence.skill.claims, wealth } },
      },
    };
    let told: boolean | null = null;
    btc(liar, {
      path: ({ isDishonest }) => {
        told = isDishonest;
        return { spoken: 0.9, exposure: 0 };
      },
    });
    assert.equal(told, true);
    assert.ok(!hasOverclaimed(evidence));
  });
});

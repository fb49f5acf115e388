import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isoTime } from '../../../../src/lib/core/clock.ts';
import { DAY_MS, HOUR_MS } from '../../../../src/lib/core/interval.ts';
import { brierWeights } from '../../../../src/lib/learning/experts/brier-weights.ts';
import { newClassLearner } from '../../../../src/lib/learning/feedback/class-learner.ts';
import { commit } from '../../../../src/lib/learning/feedback/commit.ts';
import { expertShares } from '../../../../src/lib/learning/feedback/shares.ts';
import { expertIds } from '../../../../src/lib/learning/feedback/take-stance.ts';
import { assertClose } from '../../../support/approx.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { lived, stance, symbolStance } from '../../../support/stances.ts';

const NEW = newClassLearner();
const LIVED = lived(
  NEW,
  Array.from({ length: 40 }, (_, i) => ({
    ...{ path: 1, move: i % 3 === 0 ? -0.01 : 0.02 },
    changes: { held: { long: 1, 'momentum-1': i % 2, path: 1 } },
  })),
);

const weightOf = (learner: typeof NEW, id: string) =>
  expertShares(learner).find(share => share.id === id)?.weight ?? Number.NaN;

describe('binding the learner to a stance', () => {
  it('refuses an epoch that is not after the last, and a second stance on one', () => {
    const outOfStep = hiveError('LEARNER_OUT_OF_STEP');
    for (const epoch of [39, 40]) assert.throws(() => commit(LIVED, stance(epoch)), outOfStep);
    assert.throws(() => commit(commit(LIVED, stance(41)), stance(42)), outOfStep);
  });

  it('takes epochs of another length that end later, whatever their number, and shows them apart', () => {
    const hour = (hours: number) => ({ epoch: hours, until: isoTime((hours + 1) * HOUR_MS) });
    // Day 40 ends with hour 983.
    assert.throws(() => commit(LIVED, stance(41, hour(983))), hiveError('LEARNER_OUT_OF_STEP'));
    const hourly = commit(LIVED, stance(41, hour(984)));
    assert.deepEqual([hourly.epoch, hourly.last, hourly.curve.rows], [984, null, []]);
    assert.deepEqual(hourly.regimes.epochs, [984]);
    const daily = commit({ ...hourly, pending: null }, stance(41));
    assert.deepEqual([daily.epoch, daily.evidence, daily.mixture], [41, LIVED.evidence, LIVED.mixture]);
  });

  it('begins a candidate anew with another strategy or pipeline, and only then', () => {
    const same = commit(LIVED, stance(41));
    assert.deepEqual([same.generation, same.evidence], [1, LIVED.evidence]);
    const other = commit(LIVED, stance(41, { candidate: 'forest-2' }));
    assert.deepEqual([other.generation, other.stage, other.evidence.money.epochs], [2, 'shadow', 0]);
    assert.deepEqual([other.mixture, other.policy], [LIVED.mixture, LIVED.policy]);
    const back = commit({ ...other, pending: null }, stance(42));
    assert.equal(back.generation, 3);
  });

  it('keeps the weights of experts that stay, and gives newcomers an equal share', () => {
    const experts = expertIds(['forest', 'logistic']);
    const after = commit(LIVED, stance(41, { experts, symbols: { 'BTC/USD': symbolStance({}, experts) } }));
    const shares = expertShares(after);
    assert.deepEqual(
      shares.map(({ id }) => id),
      [...experts, 'cash'],
    );
    assertClose([shares.reduce((sum, { weight }) => sum + weight, 0)], [1], 1e-12);
    assertClose([weightOf(after, 'forest')], [0.8 / experts.length], 1e-12);
    const ratio = (learner: typeof NEW) => weightOf(learner, 'long') / weightOf(learner, 'random');
    assertClose([ratio(after)], [ratio(LIVED)], 1e-9);
    assert.ok(ratio(LIVED) > 1);
    assert.equal(after.mixture?.lnWealth, LIVED.mixture?.lnWealth);
    assert.equal(brierWeights(after.forecasters!).length, experts.length);
    assert.deepEqual(after.weights.rows, []);
  });

  it('gives back the weight of experts that go', () => {
    const experts = LIVED.mixture!.experts.filter(id => id !== 'long');
    const after = commit(LIVED, stance(41, { experts, symbols: { 'BTC/USD': symbolStance({}, experts) } }));
    assertClose([expertShares(after).reduce((sum, { weight }) => sum + weight, 0)], [1], 1e-12);
    assert.ok(Number.isNaN(weightOf(after, 'long')));
  });

  it('counts what exploration puts at risk above the best stake, by the week', () => {
    const explored = (epoch: number, before = NEW) => {
      const policy = { greedy: 0.25, stake: 0.75 };
      const symbols = { 'BTC/USD': symbolStance({ policy }), 'ETH/USD': symbolStance({ policy }) };
      return { ...commit(before, stance(epoch, { symbols })), pending: null };
    };
    // Weeks since 1970 begin on a Thursday: epochs 7 to 13 are one.
    const monday = explored(8);
    assertClose([monday.explored.used], [2 * 0.5 * 0.0075], 1e-15);
    assertClose([explored(9, monday).explored.used], [4 * 0.5 * 0.0075], 1e-15);
    assertClose([explored(14, monday).explored.used], [2 * 0.5 * 0.0075], 1e-15);
    assert.equal(explored(14).explored.week, Math.floor((14 * DAY_MS) / (7 * DAY_MS)));
  });

  it('takes nothing of the budget for a smaller stake than the best', () => {
    const symbols = { 'BTC/USD': symbolStance({ policy: { greedy: 1, stake: 0.25 } }) };
    assert.equal(commit(NEW, stance(1, { symbols })).explored.used, 0);
  });

  it('keeps one regime a symbol, by the order of their names, unknown ones as 0', () => {
    const symbols = {
      'ETH/USD': symbolStance({ regime: 'wild down' }),
      'BTC/USD': symbolStance({ regime: 'calm up' }),
      'SOL/USD': symbolStance({ regime: 'of another hive' }),
    };
    assert.deepEqual(commit(NEW, stance(1, { symbols })).regimes.rows, [[1, 4, 0]]);
  });

  it('leaves plain JSON behind, that goes on the same', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { maxLength: 8 }), moves => {
        const epochs = moves.map(move => ({ path: 0.5, move, changes: { held: { long: 1 } } }));
        const once = lived(LIVED, epochs);
        const restored = lived(JSON.parse(JSON.stringify(LIVED)), epochs);
        assert.equal(JSON.stringify(restored), JSON.stringify(once));
      }),
      { numRuns: 20 },
    );
  });
});

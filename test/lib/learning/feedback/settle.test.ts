import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CLAIM_GRID } from '../../../../src/lib/learning/evidence/skill.ts';
import { lnWealth, MONEY_GRID } from '../../../../src/lib/learning/evidence/wealth.ts';
import { DEFAULT_MIXTURE, expertWeights } from '../../../../src/lib/learning/experts/mixture.ts';
import { type ClassLearner, newClassLearner } from '../../../../src/lib/learning/feedback/class-learner.ts';
import { commit } from '../../../../src/lib/learning/feedback/commit.ts';
import { baseRateOf, settle } from '../../../../src/lib/learning/feedback/settle.ts';
import { assertClose } from '../../../support/approx.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { EXPERTS, lived, type PathEpoch, settled, stance, symbolStance } from '../../../support/stances.ts';

const NEW = newClassLearner();

const moneyOf = ({ evidence }: ClassLearner): number => lnWealth(MONEY_GRID, evidence.money);
const timingOf = ({ evidence }: ClassLearner): number => lnWealth(MONEY_GRID, evidence.timing);

/** ln of the wealth after bets on each gain, every size cut to its `maxBet`; by hand, apart from the code under test. */
function lnBets(gains: readonly (readonly [gain: number, maxBet: number])[]): number {
  const sizes = [1 / 8, 1 / 16, 1 / 32, 1 / 64];
  const wealth = sizes.map(size =>
    gains.reduce((own, [gain, maxBet]) => own * (1 + Math.min(size, maxBet) * gain), 1),
  );
  return Math.log(0.4 * wealth[0]! + 0.2 * (wealth[1]! + wealth[2]! + wealth[3]!));
}

/** All of it and the way in and out can be lost: (1 + 2 x 0.003) / 0.02 volatilities. */
const FULL_BET = 0.99 / 50.3;

describe('settling an epoch', () => {
  it('counts the return of what the path held, less the cost of getting there (by hand)', () => {
    const after = lived(NEW, [{ path: 1, move: 0.05 }]);
    // 0.05 - 0.003 = 0.047, that is 2.35 volatilities of 2 %.
    assertClose([after.evidence.total, after.returns.path], [0.047, 0.047], 1e-15);
    assertClose([moneyOf(after)], [lnBets([[2.35, FULL_BET]])], 1e-12);
  });

  it('charges turnover only: what stays held costs nothing (by hand)', () => {
    const after = lived(NEW, [
      { path: 1, move: 0.05 },
      { path: 1, move: 0.01 },
      { path: 0.25, move: 0.04 },
    ]);
    // 0.047 + 0.01 + (0.25 x 0.04 - 0.75 x 0.003)
    assertClose([after.evidence.total], [0.047 + 0.01 + 0.00775], 1e-15);
    assertClose(
      [moneyOf(after)],
      // In the last epoch as much could be lost as was held before.
      [
        lnBets([
          [2.35, FULL_BET],
          [0.5, FULL_BET],
          [0.3875, FULL_BET],
        ]),
      ],
      1e-12,
    );
  });

  it('counts what was held as left where the next epoch was missed, and as entered anew after that', () => {
    const after = lived(NEW, [
      { path: 1, move: 0.05, gap: true },
      { path: 1, move: 0.01 },
    ]);
    assertClose([after.evidence.total], [0.05 - 2 * 0.003 + 0.01 - 0.003], 1e-15);
    assert.equal(lived(NEW, [{ path: 1, move: 0.05, gap: true }]).last, null);
  });

  it('counts nothing as held before an epoch that no stance leads to', () => {
    const one = lived(NEW, [{ path: 1, move: 0.05 }]);
    const later = commit(one, stance(9, { symbols: { 'BTC/USD': symbolStance({ path: 1 }) } }));
    const after = settle(later, settled(9, { 'BTC/USD': 0.01 }));
    assertClose([after.evidence.total], [0.047 + 0.007], 1e-15);
  });

  it('takes the mean over the symbols, those without a return left out', () => {
    const symbols = {
      'BTC/USD': symbolStance({ path: 1 }),
      'ETH/USD': symbolStance({ path: 1, sigma: 0.04 }),
      'SOL/USD': symbolStance({ path: 1 }),
    };
    const after = settle(
      commit(NEW, stance(1, { symbols })),
      settled(1, { 'BTC/USD': 0.043, 'ETH/USD': -0.017, 'SOL/USD': null }),
    );
    // 0.04 and -0.02: 2 and -0.5 volatilities; 50.3 and 25.15 of them can be lost.
    assertClose([after.evidence.total], [0.01], 1e-15);
    assertClose([moneyOf(after)], [lnBets([[0.75, 0.99 / 37.725]])], 1e-12);
    assert.deepEqual(after.evidence.base, [1, 2]);
  });

  it('learns nothing from an epoch of which no return is known, and goes on', () => {
    const before = commit(NEW, stance(1));
    const after = settle(before, settled(1, { 'BTC/USD': null }));
    assert.equal(after.pending, null);
    assert.deepEqual({ ...after, pending: before.pending, last: before.last }, before);
    assert.equal(after.last?.epoch, 1);
  });

  it('refuses an epoch that nobody took a stance on', () => {
    const outOfStep = hiveError('LEARNER_OUT_OF_STEP');
    assert.throws(() => settle(NEW, settled(1, {})), outOfStep);
    const bound = commit(NEW, stance(2));
    for (const epoch of [1, 3]) assert.throws(() => settle(bound, settled(epoch, {})), outOfStep);
  });

  it('refuses what is no number, and is as it was', () => {
    const bound = commit(NEW, stance(1, { symbols: { 'BTC/USD': symbolStance({ path: 1 }) } }));
    const text = JSON.stringify(bound);
    for (const move of [Number.NaN, Number.POSITIVE_INFINITY])
      assert.throws(() => settle(bound, settled(1, { 'BTC/USD': move })), RangeError);
    assert.equal(JSON.stringify(bound), text);
  });

  it('goes on where nothing is held and nothing costs anything', () => {
    const after = lived(NEW, [{ path: 0, move: 0.01, changes: { cost: 0 } }]);
    assert.equal(moneyOf(after), 0);
    assert.equal(after.settled, 1);
  });

  it('never bets more than can be lost: no fall, not even to nothing, ruins a size', () => {
    const exposure = fc.double({ min: 0, max: 1, noNaN: true });
    const epoch: fc.Arbitrary<PathEpoch> = fc.record({
      path: exposure,
      move: fc.oneof(fc.constant(-1), fc.double({ min: -1, max: 1, noNaN: true })),
      gap: fc.boolean(),
      changes: fc.record({
        sigma: fc.double({ min: 1e-6, max: 10, noNaN: true }),
        cost: fc.double({ min: 0, max: 0.05, noNaN: true }),
      }),
    });
    fc.assert(
      fc.property(fc.array(epoch, { minLength: 1, maxLength: 12 }), epochs => {
        const { evidence, mixture } = lived(NEW, epochs);
        assert.equal(evidence.money.violations, 0);
        assert.ok(Number.isFinite(lnWealth(MONEY_GRID, evidence.timing)));
        assert.ok(Number.isFinite(mixture?.lnWealth));
      }),
      { numRuns: 60 },
    );
  });

  it('scores each way to act for the record: mixture, policy, always long and by chance (by hand)', () => {
    const changes = { mixture: 0.5, policy: { greedy: 0.25 }, held: { long: 1, random: 1 } };
    const { returns } = lived(NEW, [
      { path: 0, move: 0.02, changes },
      {
        path: 0,
        move: -0.01,
        changes: { mixture: 0.5, policy: { greedy: 0 }, held: { long: 1, random: 0 } },
      },
    ]);
    assertClose(
      [returns.path, returns.mixture, returns.policy, returns.long, returns.random],
      [0, 0.01 - 0.0015 - 0.005, 0.005 - 0.00075 - 0.00075, 0.02 - 0.003 - 0.01, 0.02 - 0.003 - 0.003],
      1e-15,
    );
  });

  it('scores an expert that sleeps like the mixture itself: its weight stays', () => {
    const held = { long: 1, 'momentum-60': null };
    const after = lived(NEW, [{ path: 0, move: 0.1, changes: { held } }]);
    const { weights } = expertWeights(DEFAULT_MIXTURE, after.mixture!);
    const [long, sleeper, cashier] = ['long', 'momentum-60', 'momentum-1'].map(
      id => weights[EXPERTS.indexOf(id)]!,
    );
    const prior = 0.8 / EXPERTS.length;
    assert.ok(long! > prior && cashier! < prior);
    assert.ok(Math.abs(sleeper! - prior) < 1e-4);
  });
});

describe('the evidence of timing', () => {
  it('is none in the first epoch, and none for an exposure that never changes', () => {
    const after = lived(NEW, [
      { path: 1, move: 0.05 },
      { path: 1, move: -0.03 },
      { path: 1, move: 0.02 },
    ]);
    assert.equal(timingOf(after), 0);
    assert.equal(after.evidence.timing.epochs, 3);
  });

  it('is against the usual exposure before the epoch, after costs (by hand)', () => {
    const after = lived(NEW, [
      { path: 1, move: 0.05 },
      { path: 0, move: -0.05 },
      { path: 1, move: 0.04 },
    ]);
    // Second: 0 + 1 x 0.05 - 0.003 = 0.047. Usual after it: 0.99 / 1.99. Third: (1 - 0.99 / 1.99) 0.04 - 0.003.
    const third = ((1 - 0.99 / 1.99) * 0.04 - 0.003) / 0.02;
    assertClose(
      [timingOf(after)],
      [
        lnBets([
          [0, FULL_BET],
          [2.35, FULL_BET],
          [third, FULL_BET],
        ]),
      ],
      1e-12,
    );
  });

  it('knows one usual exposure for each symbol', () => {
    const symbols = { 'BTC/USD': symbolStance({ path: 1 }), 'ETH/USD': symbolStance() };
    const after = settle(
      commit(NEW, stance(1, { symbols })),
      settled(1, { 'BTC/USD': 0.01, 'ETH/USD': 0.01 }),
    );
    assert.deepEqual(after.evidence.habit, { 'BTC/USD': [1, 1], 'ETH/USD': [0, 1] });
  });
});

describe('the record of probabilities', () => {
  it('counts a bet as paid above the way in and out, and starts from the base rate of before (by hand)', () => {
    const changes = { spoken: 0.8 };
    const { evidence } = lived(NEW, [
      { path: 0, move: 0.0058, changes },
      { path: 0, move: 0.006, changes },
    ]);
    assert.deepEqual(evidence.base, [1, 2]);
    assert.equal(baseRateOf(evidence.base), 0.5);
    assert.equal(evidence.skill.n, 2);
    // (0.8 - 0)² + (0.8 - 1)², against (0.5 - 0)² + (1/3 - 1)².
    assertClose([evidence.skill.brier, evidence.skill.climatologyBrier], [0.68, 0.25 + 4 / 9], 1e-15);
  });

  it('leaves out an epoch in which the path went by no probability', () => {
    const { evidence } = lived(NEW, [{ path: 0, move: 0.05 }]);
    assert.equal(evidence.skill.n, 0);
    assert.deepEqual(evidence.base, [1, 1]);
  });

  it('takes what the confident symbols of an epoch claim as one claim, and no other (by hand)', () => {
    const spoken = { 'BTC/USD': 0.9, 'ETH/USD': 0.2, 'SOL/USD': 0.55 };
    const symbols = Object.fromEntries(
      Object.entries(spoken).map(([symbol, probability]) => [symbol, symbolStance({ spoken: probability })]),
    );
    const { evidence } = settle(
      commit(NEW, stance(1, { symbols })),
      settled(1, { 'BTC/USD': 0.05, 'ETH/USD': 0.05, 'SOL/USD': 0.05 }),
    );
    // All three are 0.55 on average: no claim. Two are confident: 0.85 on average, and one of the two is right.
    const { n, hits, wealth } = evidence.skill.claims;
    assert.deepEqual([n, hits], [1, 0.5]);
    const gambler = [0.5, 0.25, 0.125].map(bet => 1 + (bet / 0.7) * (0.85 - 0.5));
    assertClose(
      [lnWealth(CLAIM_GRID, wealth)],
      [Math.log(gambler.reduce((sum, own) => sum + own, 0) / 3)],
      1e-12,
    );
  });

  it('counts no claim where no symbol is confident', () => {
    const { evidence } = lived(NEW, [{ path: 0, move: 0.05, changes: { spoken: 0.69 } }]);
    assert.deepEqual([evidence.skill.n, evidence.skill.claims.n], [1, 0]);
  });
});

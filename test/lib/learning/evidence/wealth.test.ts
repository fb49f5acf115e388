import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32, normal } from '../../../../src/lib/core/random.ts';
import {
  type BetGrid,
  bet,
  lnWealth,
  MONEY_GRID,
  newWealth,
  RUINED,
  type WealthState,
} from '../../../../src/lib/learning/evidence/wealth.ts';
import { assertClose } from '../../../support/approx.ts';

const evenly = (sizes: readonly number[]): BetGrid => ({ sizes, prior: sizes.map(() => 1 / sizes.length) });

function path(grid: BetGrid, gains: readonly number[]): number[] {
  let state = newWealth(grid);
  return gains.map(gain => {
    state = bet(grid, state, { gain, maxBet: 1 });
    return Math.exp(lnWealth(grid, state));
  });
}

/** Final wealth and the highest on the way, of noise of the given mean. */
function run(seed: number, epochs: number, mean = 0): { last: number; peak: number } {
  const random = mulberry32(seed);
  let state = newWealth(MONEY_GRID);
  for (let t = 0; t < epochs; t++)
    state = bet(MONEY_GRID, state, { gain: mean + normal(random), maxBet: 1 / 8 });
  return { last: Math.exp(lnWealth(MONEY_GRID, state)), peak: Math.exp(state.peak) };
}

describe('bet', () => {
  it('mixes the products of the sizes: twelve hits and misses', () => {
    // Mean over λ of prod (1 + λ (x - 1/2)), computed in Python.
    const hits = [1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1];
    const grid = evenly([1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32]);
    assertClose(
      path(
        grid,
        hits.map(hit => hit - 0.5),
      ),
      [
        1.1640625, 0.9444580078, 1.0847110748, 1.2693950236, 1.0218471042, 1.1796323562, 1.387751963,
        1.6670487052, 1.2861805169, 1.5209523558, 1.8363433128, 2.2667039867,
      ],
    );
  });

  it('mixes the products of the sizes: gains in volatilities', () => {
    const gains = [0.8, -0.5, 1.2, 0.3, -1, 0.6, 2, -0.4];
    const grid = evenly([1 / 8, 1 / 16, 1 / 32, 1 / 64, 1 / 128, 1 / 256]);
    assertClose(
      path(grid, gains),
      [
        1.0328125, 1.0109161377, 1.0612060118, 1.0750621035, 1.0276675854, 1.053610616, 1.1445323803,
        1.1231932282,
      ],
    );
  });

  it('starts from a wealth of one, twice as much of it on the largest size', () => {
    assert.equal(Math.exp(lnWealth(MONEY_GRID, newWealth(MONEY_GRID))), 1);
    // .4 (1 + 1/8) + .2 (1 + 1/16) + .2 (1 + 1/32) + .2 (1 + 1/64) by hand.
    assertClose(path(MONEY_GRID, [1]), [1.071875]);
  });

  it('cuts sizes to the largest bet of the epoch', () => {
    const state = bet(MONEY_GRID, newWealth(MONEY_GRID), { gain: -8, maxBet: 1 / 64 });
    assertClose(
      state.logs,
      [1, 1, 1, 1].map(() => Math.log(1 - 8 / 64)),
    );
    assert.deepEqual(bet(MONEY_GRID, newWealth(MONEY_GRID), { gain: -9, maxBet: 0 }).logs, [0, 0, 0, 0]);
  });

  it('counts losses in full: a size that lost all stays ruined, the others go on', () => {
    const ruined = bet(MONEY_GRID, newWealth(MONEY_GRID), { gain: -20, maxBet: 1 });
    assert.deepEqual(ruined.logs.slice(0, 2), [RUINED, RUINED]);
    assert.equal(ruined.violations, 2);
    const later = bet(MONEY_GRID, ruined, { gain: 3, maxBet: 1 });
    assert.deepEqual(later.logs.slice(0, 2), [RUINED, RUINED]);
    assert.equal(later.violations, 2);
    assertClose(
      [Math.exp(lnWealth(MONEY_GRID, later))],
      [0.2 * (1 - 20 / 32) * (1 + 3 / 32) + 0.2 * (1 - 20 / 64) * (1 + 3 / 64)],
    );
    const gone = bet(MONEY_GRID, later, { gain: -100, maxBet: 1 });
    assertClose([lnWealth(MONEY_GRID, gone)], [RUINED], 1e-6);
    assert.deepEqual([gone.violations, gone.epochs], [4, 3]);
  });

  it('remembers the highest evidence there was', () => {
    const grid = evenly([1]);
    let state = newWealth(grid);
    for (const gain of [1, 0.5, -0.5]) state = bet(grid, state, { gain, maxBet: 1 });
    assertClose([state.peak, lnWealth(grid, state)], [Math.log(3), Math.log(1.5)]);
    assert.equal(bet(grid, newWealth(grid), { gain: -0.5, maxBet: 1 }).peak, 0);
  });

  it('goes on from its JSON as if it had never been stored, bit for bit', () => {
    const gains = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(gains, fc.nat(30), (values, at) => {
        let kept: WealthState = newWealth(MONEY_GRID);
        let stored: WealthState = kept;
        values.forEach((gain, i) => {
          if (i === at) stored = JSON.parse(JSON.stringify(stored));
          kept = bet(MONEY_GRID, kept, { gain, maxBet: 1 / 8 });
          stored = bet(MONEY_GRID, stored, { gain, maxBet: 1 / 8 });
        });
        assert.deepEqual(stored, kept);
        assert.deepEqual(JSON.parse(JSON.stringify(kept)), kept);
      }),
    );
  });

  it('refuses what is not finite and leaves the state as it was', () => {
    const state = Object.freeze(newWealth(MONEY_GRID));
    for (const gain of [Number.NaN, Infinity, -Infinity]) {
      assert.throws(() => bet(MONEY_GRID, state, { gain, maxBet: 1 }), RangeError);
    }
    for (const maxBet of [Number.NaN, Infinity, -0.1]) {
      assert.throws(() => bet(MONEY_GRID, state, { gain: 1, maxBet }), RangeError);
    }
    assert.throws(() => bet(evenly([1]), state, { gain: 1, maxBet: 1 }), RangeError);
    assert.deepEqual(state, newWealth(MONEY_GRID));
  });

  it('is worth one on average on pure noise, and reaches twenty in at most one run of twenty', () => {
    const runs = Array.from({ length: 1_000 }, (_, seed) => run(seed, 300));
    const mean = runs.reduce((sum, { last }) => sum + last / runs.length, 0);
    const variance = runs.reduce((sum, { last }) => sum + (last - mean) ** 2 / (runs.length - 1), 0);
    assert.ok(mean <= 1 + 3 * Math.sqrt(variance / runs.length), `${mean}`);
    // A binomial of 1,000 and 0.05 is above 66 with 1 %.
    const reached = runs.filter(({ peak }) => peak >= 20).length;
    assert.ok(reached <= 66, `${reached}`);
  });

  it('finds an edge of a fifth of a deviation within 1,000 epochs nearly always', () => {
    const found = Array.from({ length: 60 }, (_, seed) => run(seed, 1_000, 0.2).peak >= 20);
    assert.ok(found.filter(Boolean).length >= 57);
  });
});

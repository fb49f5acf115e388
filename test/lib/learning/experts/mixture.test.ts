import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  advance,
  DEFAULT_MIXTURE,
  expertWeights,
  type MixtureOptions,
  type MixtureState,
  type MixtureStep,
  mixtureExposure,
  newMixture,
  regretBound,
} from '../../../../src/lib/learning/experts/mixture.ts';
import { assertClose } from '../../../support/approx.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The states after each step, the first one last seen before any. */
function played(options: MixtureOptions, experts: readonly string[], steps: readonly MixtureStep[]) {
  const states = [newMixture(options, experts)];
  for (const step of steps) states.push(advance(options, states.at(-1)!, step));
  return states;
}

const uncapped = (gains: readonly (number | null)[]): MixtureStep => ({ gains, maxBet: 1 });
const single = (bet: number, share: number, cashPrior: number): MixtureOptions => ({
  bets: [bet],
  cashPrior,
  shares: [share],
});

/** ln wealth of the best sequence of cells with exactly m switches, for every m, by dynamic programming. */
function bestSequences(factors: readonly (readonly number[])[], most: number): number[] {
  const cells = factors[0]!.length;
  let best = Array.from({ length: most + 1 }, (_, m) =>
    Array.from({ length: cells }, (_, c) => (m === 0 ? Math.log(factors[0]![c]!) : -Infinity)),
  );
  for (const epoch of factors.slice(1)) {
    best = best.map((row, m) =>
      row.map((stayed, c) => {
        const others = m === 0 ? [] : best[m - 1]!.filter((_, other) => other !== c);
        return Math.max(stayed, ...others) + Math.log(epoch[c]!);
      }),
    );
  }
  return best.map(row => Math.max(...row));
}

const anyOptions: fc.Arbitrary<MixtureOptions> = fc.record({
  bets: fc.array(fc.constantFrom(1, 1 / 2, 1 / 8, 1 / 64), { minLength: 1, maxLength: 3 }),
  cashPrior: fc.constantFrom(0, 0.2, 0.9),
  shares: fc.uniqueArray(fc.constantFrom(0, 0.002, 0.05, 0.5), { minLength: 1, maxLength: 4 }),
});
const anyGain = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, -2, -8, -64, -1e12, 1e12, 0) },
);
const gainsOf = (experts: number) =>
  fc.array(fc.oneof({ weight: 5, arbitrary: anyGain }, { weight: 1, arbitrary: fc.constant(null) }), {
    minLength: experts,
    maxLength: experts,
  });
const stepsOf = (experts: number) =>
  fc.array(fc.record({ gains: gainsOf(experts), maxBet: fc.constantFrom(1, 0.1, 0) }), { maxLength: 25 });
const names = ['a', 'b', 'c'];

describe('advance', () => {
  const gains = [
    [0.5, -0.5, 0],
    [0.5, -0.5, 0],
    [0.8, -0.8, 0],
    [-1, 1, 0],
    [-1, 1, 0],
  ];

  // Worked out in Python from Herbster and Warmuth (1998): bet 1/4, share 0.1, uniform prior.
  it('gives the wealth and weights of Fixed-Share over three experts', () => {
    const states = played(single(0.25, 0.1, 0), names, gains.map(uncapped));
    const wealth = states.slice(1).map(state => Math.exp(state.lnWealth));
    assertClose(wealth, [1, 1.009375, 1.037875, 0.9754046875, 0.9587250391]);
    const { weights } = expertWeights(single(0.25, 0.1, 0), states.at(-1)!);
    assertClose(weights, [0.2826481847, 0.3705682581, 0.3467835572]);
  });

  it('gives the wealth and weights of Fixed-Share over two experts and cash', () => {
    const options = single(0.25, 0.1, 0.2);
    const states = played(
      options,
      ['a', 'b'],
      gains.map(([a, b]) => uncapped([a!, b!])),
    );
    const wealth = states.slice(1).map(state => Math.exp(state.lnWealth));
    assertClose(wealth, [1, 1.01125, 1.04545, 0.970478875, 0.9504989031]);
    const { weights, cash } = expertWeights(options, states.at(-1)!);
    assertClose([...weights, cash], [0.3418112182, 0.4484264011, 0.2097623807]);
  });

  it('keeps weights that sum to 1, and finite numbers, whatever happens', () => {
    fc.assert(
      fc.property(anyOptions, stepsOf(3), (options, steps) => {
        for (const state of played(options, names, steps)) {
          const { weights, cash } = expertWeights(options, state);
          assertClose([sum(weights) + cash], [1], 1e-12);
          for (const level of state.levels) {
            assertClose([sum(level.weights)], [1], 1e-12);
            assert.ok(level.weights.every(weight => weight >= 0));
            assert.ok(Number.isFinite(level.lnWealth));
          }
          assert.ok(Number.isFinite(state.lnWealth));
        }
      }),
    );
  });

  it('is never further below the best switching sequence than the bound', () => {
    const awake = fc.array(fc.array(anyGain, { minLength: 2, maxLength: 2 }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(anyOptions, awake, (options, list) => {
        const state = played(options, ['a', 'b'], list.map(uncapped)).at(-1)!;
        const factors = list.map(row => [
          ...row.flatMap(gain => options.bets.map(bet => Math.max(0, 1 + bet * gain))),
          ...(options.cashPrior > 0 ? [1] : []),
        ]);
        const most = Math.min(5, list.length - 1);
        bestSequences(factors, most).forEach((best, switches) => {
          const bound = regretBound(options, { experts: 2, epochs: list.length, switches });
          if (bound === Infinity) return;
          assert.ok(
            state.lnWealth >= best - bound - 1e-9,
            `${switches} switches: ${state.lnWealth} < ${best}`,
          );
        });
      }),
      { numRuns: 300 },
    );
  });

  it('is within the bound of a sequence that sleeps, which then gains what the mixture gains', () => {
    const list = fc.array(gainsOf(2), { minLength: 1, maxLength: 30 });
    const options = single(0.25, 0.05, 0.2);
    fc.assert(
      fc.property(list, rows => {
        const states = played(options, ['a', 'b'], rows.map(uncapped));
        const factors = rows.map((row, t) => {
          const mix = Math.exp(states[t + 1]!.lnWealth - states[t]!.lnWealth);
          return [...row.map(gain => (gain === null ? mix : Math.max(0, 1 + 0.25 * gain))), 1];
        });
        bestSequences(factors, Math.min(4, rows.length - 1)).forEach((best, switches) => {
          const bound = regretBound(options, { experts: 2, epochs: rows.length, switches });
          assert.ok(states.at(-1)!.lnWealth >= best - bound - 1e-9);
        });
      }),
    );
  });

  it('has a mean wealth of 1 over all outcomes of fair bets', () => {
    const coins = Array.from({ length: 4 ** 4 }, (_, n) =>
      [0, 1, 2, 3].map(t => {
        const pair = (n >> (2 * t)) & 3;
        return uncapped([pair & 1 ? 3 : -3, pair & 2 ? 1 : -1]);
      }),
    );
    const wealth = coins.map(steps => Math.exp(played(DEFAULT_MIXTURE, ['a', 'b'], steps).at(-1)!.lnWealth));
    assertClose([sum(wealth) / coins.length], [1], 1e-12);
    assert.ok(Math.max(...wealth) > 1.2 && Math.min(...wealth) < 0.8);
  });

  it('lets an expert that sleeps keep its weight', () => {
    const options = { ...DEFAULT_MIXTURE, shares: [0] };
    const [before, after] = played(options, names, [uncapped([1, null, -0.5])]) as [
      MixtureState,
      MixtureState,
    ];
    const weightOf = (state: MixtureState, k: number) => expertWeights(options, state).weights[k]!;
    assertClose([weightOf(after, 1)], [weightOf(before, 1)], 1e-15);
    assert.ok(weightOf(after, 0) > weightOf(before, 0));
  });

  it('stays where it is when all sleep and there is no cash', () => {
    const options = { ...DEFAULT_MIXTURE, cashPrior: 0 };
    const [before, after] = played(options, names, [uncapped([null, null, null])]) as [
      MixtureState,
      MixtureState,
    ];
    assert.equal(after.lnWealth, 0);
    after.levels.forEach((level, l) => {
      assertClose(level.weights, before.levels[l]!.weights, 1e-15);
    });
  });

  it('takes a bet that is lost whole out, and shared weight revives it', () => {
    const options = { ...DEFAULT_MIXTURE, shares: [0, 0.01] };
    const states = played(options, ['a', 'b'], [uncapped([-8, 0]), uncapped([0, 0])]);
    const [fixed, sharing] = states[1]!.levels;
    assert.deepEqual(fixed!.weights.slice(0, 2), [0, 0]);
    assertClose(sharing!.weights.slice(0, 2), [0.01 * 0.08, 0.01 * 0.08], 1e-15);
    assert.deepEqual(states[2]!.levels[0]!.weights.slice(0, 2), [0, 0]);
    assert.ok(states[2]!.levels[1]!.weights[0]! > sharing!.weights[0]!);
  });

  it('never brings back a wealth that is lost whole', () => {
    const options = single(1, 0.1, 0);
    const states = played(options, ['a'], [uncapped([-1]), uncapped([1e9]), uncapped([1e9])]);
    assert.deepEqual(
      states.map(state => state.lnWealth < -9e5),
      [false, true, true, true],
    );
  });

  it('caps the bets', () => {
    const capped = advance(single(0.5, 0, 0), newMixture(single(0.5, 0, 0), ['a']), {
      gains: [2],
      maxBet: 0.1,
    });
    assertClose([Math.exp(capped.lnWealth)], [1.2], 1e-15);
  });

  it('leaves the wealth of cash alone at 1', () => {
    for (const options of [DEFAULT_MIXTURE, { ...DEFAULT_MIXTURE, cashPrior: 0 }]) {
      const state = played(options, [], [uncapped([]), uncapped([]), uncapped([])]).at(-1)!;
      assert.equal(state.lnWealth, 0);
      assert.deepEqual(expertWeights(options, state), { weights: [], cash: 1 });
    }
  });

  it('goes on bit for bit after a trip through JSON', () => {
    fc.assert(
      fc.property(stepsOf(3), stepsOf(3), (first, second) => {
        const middle = played(DEFAULT_MIXTURE, names, first).at(-1)!;
        let stored: MixtureState = JSON.parse(JSON.stringify(middle));
        for (const step of second) stored = advance(DEFAULT_MIXTURE, stored, step);
        assert.deepEqual(stored, played(DEFAULT_MIXTURE, names, [...first, ...second]).at(-1)!);
      }),
    );
  });

  it('gives more wealth to the levels whose share suits the stream', () => {
    const flips = Array.from({ length: 400 }, (_, t) => uncapped(t % 100 < 50 ? [1, -1] : [-1, 1]));
    const { levels } = played(DEFAULT_MIXTURE, ['a', 'b'], flips).at(-1)!;
    assert.ok(levels[3]!.lnWealth > levels[0]!.lnWealth + 1, `${levels.map(level => level.lnWealth)}`);
    const steady = played(DEFAULT_MIXTURE, ['a', 'b'], new Array(400).fill(uncapped([1, -1]))).at(-1)!;
    assert.ok(steady.levels[0]!.lnWealth > steady.levels[3]!.lnWealth);
  });

  it('refuses what is not finite, and gains of other experts', () => {
    const state = newMixture(DEFAULT_MIXTURE, ['a', 'b']);
    const refused: MixtureStep[] = [
      uncapped([1]),
      uncapped([1, NaN]),
      uncapped([Infinity, 1]),
      { gains: [1, 1], maxBet: NaN },
      { gains: [1, 1], maxBet: -1 },
      { gains: [1, 1], maxBet: Infinity },
    ];
    for (const step of refused) assert.throws(() => advance(DEFAULT_MIXTURE, state, step), RangeError);
    const narrow = { ...DEFAULT_MIXTURE, bets: [0.5] };
    assert.throws(() => advance(narrow, state, uncapped([1, 1])), RangeError);
  });
});

describe('newMixture', () => {
  it('begins at the prior: 0.2 for cash, equal parts for the experts', () => {
    const { weights, cash } = expertWeights(DEFAULT_MIXTURE, newMixture(DEFAULT_MIXTURE, names));
    assertClose([...weights, cash], [0.8 / 3, 0.8 / 3, 0.8 / 3, 0.2], 1e-12);
  });

  it('refuses options out of range and an expert named twice', () => {
    const wrong: Partial<MixtureOptions>[] = [
      { bets: [] },
      { bets: [0] },
      { bets: [2] },
      { bets: [NaN] },
      { cashPrior: -0.1 },
      { cashPrior: NaN },
      { shares: [] },
      { shares: [1.5] },
    ];
    for (const change of wrong) {
      assert.throws(() => newMixture({ ...DEFAULT_MIXTURE, ...change }, ['a']), RangeError);
    }
    assert.throws(() => newMixture(DEFAULT_MIXTURE, ['a', 'a']), RangeError);
  });
});

describe('mixtureExposure', () => {
  const state = newMixture(DEFAULT_MIXTURE, names);

  it('is the mean exposure of equal experts that are awake', () => {
    assertClose([mixtureExposure(DEFAULT_MIXTURE, state, [1, 0, 0.5])], [0.5], 1e-12);
    assertClose([mixtureExposure(DEFAULT_MIXTURE, state, [1, null, 0])], [0.5], 1e-12);
    assert.equal(mixtureExposure(DEFAULT_MIXTURE, state, [null, null, null]), 0);
  });

  it('weighs by weight times bet size', () => {
    // After a gain of 2 at bets 1/2 and 1/4: cells of a at 2 and 1.5, of b at 1 and 1 (by hand).
    const options: MixtureOptions = { bets: [1 / 2, 1 / 4], cashPrior: 0, shares: [0] };
    const after = advance(options, newMixture(options, ['a', 'b']), uncapped([2, 0]));
    const [a, b] = [2 / 2 + 1.5 / 4, 1 / 2 + 1 / 4];
    assertClose([mixtureExposure(options, after, [1, 0])], [a / (a + b)], 1e-12);
  });

  it('lies within the exposures', () => {
    fc.assert(
      fc.property(
        stepsOf(3),
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (steps, list) => {
          const exposure = mixtureExposure(
            DEFAULT_MIXTURE,
            played(DEFAULT_MIXTURE, names, steps).at(-1)!,
            list,
          );
          assert.ok(exposure >= Math.min(...list) - 1e-12 && exposure <= Math.max(...list) + 1e-12);
        },
      ),
    );
  });

  it('refuses exposures that are not finite, or of other experts', () => {
    assert.throws(() => mixtureExposure(DEFAULT_MIXTURE, state, [1, NaN, 0]), RangeError);
    assert.throws(() => mixtureExposure(DEFAULT_MIXTURE, state, [1, 0]), RangeError);
  });
});

describe('regretBound', () => {
  it('is 87.487 nats for 35 experts, 8000 epochs, 7 switches and share 0.002', () => {
    // ln 35 + 7 ln(35 / 0.002) - 7992 ln(1 - 0.002 + 0.002 / 35), worked out in Python.
    assertClose(
      [regretBound(single(1, 0.002, 0), { experts: 35, epochs: 8000, switches: 7 })],
      [87.487],
      5e-4,
    );
  });

  it('is ln 1/p without switches and share, and never ends with switches then', () => {
    assertClose(
      [regretBound(single(1, 0, 0), { experts: 4, epochs: 100, switches: 0 })],
      [Math.log(4)],
      1e-12,
    );
    assert.equal(regretBound(single(1, 0, 0), { experts: 4, epochs: 100, switches: 1 }), Infinity);
  });

  it('adds ln 4 for four shares to the best of them', () => {
    const path = { experts: 3, epochs: 500, switches: 2 };
    const each = DEFAULT_MIXTURE.shares.map(share =>
      regretBound({ ...DEFAULT_MIXTURE, shares: [share] }, path),
    );
    assertClose([regretBound(DEFAULT_MIXTURE, path)], [Math.min(...each) + Math.log(4)], 1e-12);
  });
});

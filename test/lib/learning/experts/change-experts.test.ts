import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  advance,
  DEFAULT_MIXTURE,
  expertWeights,
  newMixture,
  withExperts,
} from '../../../../src/lib/learning/experts/mixture.ts';
import { assertClose } from '../../../support/approx.ts';

const names = ['a', 'b', 'c'];
const named = (...ids: string[]) => ids.map(id => ({ id }));

/** A mixture that has seen a few epochs, so that its weights differ. */
const grown = [1, -1, 2].reduce(
  (state, gain) => advance(DEFAULT_MIXTURE, state, { gains: [gain, -gain, 0.3], maxBet: 1 }),
  newMixture(DEFAULT_MIXTURE, names),
);
const before = expertWeights(DEFAULT_MIXTURE, grown);

describe('withExperts', () => {
  it('gives half of the weight to the heir and leaves the other half', () => {
    const state = withExperts(DEFAULT_MIXTURE, grown, [...named(...names), { id: 'a2', heirOf: 'a' }]);
    const { weights, cash } = expertWeights(DEFAULT_MIXTURE, state);
    const [a, b, c] = before.weights as [number, number, number];
    assertClose([...weights, cash], [a / 2, b, c, a / 2, before.cash], 1e-14);
    assert.deepEqual(
      [state.lnWealth, state.epochs, state.experts],
      [grown.lnWealth, grown.epochs, [...names, 'a2']],
    );
  });

  it('divides that half among several heirs', () => {
    const heirs = ['a2', 'a3'].map(id => ({ id, heirOf: 'a' }));
    const { weights } = expertWeights(
      DEFAULT_MIXTURE,
      withExperts(DEFAULT_MIXTURE, grown, [...heirs, ...named(...names)]),
    );
    const a = before.weights[0]!;
    assertClose(weights.slice(0, 3), [a / 4, a / 4, a / 2], 1e-14);
  });

  it('gives the weight of those gone back in proportion', () => {
    const state = withExperts(DEFAULT_MIXTURE, grown, named('c', 'a'));
    const { weights, cash } = expertWeights(DEFAULT_MIXTURE, state);
    // Each level scales by its own rest, so the ratios hold level by level.
    state.levels.forEach((level, l) => {
      const old = grown.levels[l]!.weights;
      assertClose([level.weights[0]! / level.weights.at(-1)!], [old[10]! / old.at(-1)!], 1e-12);
    });
    assertClose([weights[0]! + weights[1]! + cash], [1], 1e-12);
  });

  it('gives a newcomer without a predecessor the prior weight of the new list', () => {
    const strangers = [{ id: 'd' }, { id: 'e', heirOf: 'nobody' }];
    const state = withExperts(DEFAULT_MIXTURE, grown, [...named(...names), ...strangers]);
    const { weights } = expertWeights(DEFAULT_MIXTURE, state);
    assertClose(weights.slice(3), [0.16, 0.16], 1e-12);
    assertClose([weights[0]! / weights[1]!], [before.weights[0]! / before.weights[1]!], 1e-12);
  });

  it('begins at the prior when all are new', () => {
    const state = withExperts(DEFAULT_MIXTURE, newMixture(DEFAULT_MIXTURE, []), named(...names));
    assertClose(state.levels[0]!.weights, newMixture(DEFAULT_MIXTURE, names).levels[0]!.weights, 1e-15);
  });

  it('changes nothing when the list is the same, and only places when its order is another', () => {
    assert.equal(withExperts(DEFAULT_MIXTURE, grown, named(...names)), grown);
    const { weights } = expertWeights(
      DEFAULT_MIXTURE,
      withExperts(DEFAULT_MIXTURE, grown, named('b', 'c', 'a')),
    );
    assertClose(
      weights,
      [1, 2, 0].map(k => before.weights[k]!),
      1e-14,
    );
  });

  it('keeps the sum at 1 for any lists', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const list = fc.uniqueArray(fc.record({ id, heirOf: id }), { selector: expert => expert.id });
    fc.assert(
      fc.property(fc.array(list, { maxLength: 4 }), fc.constantFrom(0, 0.2, 1), (lists, cashPrior) => {
        const options = { ...DEFAULT_MIXTURE, cashPrior };
        let state = newMixture(options, names);
        for (const experts of lists) {
          state = withExperts(options, state, experts);
          for (const { weights } of state.levels) {
            assert.equal(weights.length, experts.length * options.bets.length + 1);
            assert.ok(weights.every(weight => weight >= 0));
            assertClose([weights.reduce((sum, weight) => sum + weight, 0)], [1], 1e-12);
          }
          const gains = experts.map((_, k) => (k % 2 === 0 ? 0.5 : -0.5));
          state = advance(options, state, { gains, maxBet: 1 });
        }
      }),
    );
  });

  it('refuses an expert named twice', () => {
    assert.throws(() => withExperts(DEFAULT_MIXTURE, grown, named('a', 'a')), RangeError);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type AdaHedgeState,
  adaHedge,
  adaHedgeRegret,
  adaHedgeWeights,
  newAdaHedge,
} from '../../../../src/lib/learning/experts/ada-hedge.ts';
import { assertClose } from '../../../support/approx.ts';

const LOSSES = [
  [0, 1, 0.5],
  [0, 1, 0.5],
  [1, 0, 0.5],
  [0, 1, 0.25],
  [0, 1, 0],
];

function played(losses: readonly (readonly (number | null)[])[], experts = 3): AdaHedgeState[] {
  const states = [newAdaHedge(experts)];
  for (const each of losses) states.push(adaHedge(states.at(-1)!, each));
  return states;
}

const finiteLoss = fc.double({ min: -2, max: 5, noNaN: true });
const rounds = <Loss>(loss: fc.Arbitrary<Loss>) =>
  fc.array(fc.array(loss, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 60 });

describe('adaHedge', () => {
  // Worked out in Python after the program of de Rooij, van Erven, Grünwald and Koolen (2014).
  it('has the mixability gaps, weights and regret of the published program', () => {
    const states = played(LOSSES);
    const gaps = states.slice(1).map(state => state.gap);
    assertClose(gaps, [0.5, 0.5779295669, 0.6374983195, 0.6969903942, 0.712523348]);
    assertClose(adaHedgeWeights(states[4]!), [0.741091552, 0.0316797658, 0.2272286822]);
    assertClose([adaHedgeRegret(states[5]!)], [0.8186212424]);
  });

  it('regrets no more than twice its gap, and no more than 2 √(V ln K) + S (4/3 ln K + 2)', () => {
    fc.assert(
      fc.property(rounds(finiteLoss), losses => {
        const states = played(losses);
        const end = states.at(-1)!;
        assert.ok(adaHedgeRegret(end) <= 2 * end.gap + 1e-9, `${adaHedgeRegret(end)} > 2 x ${end.gap}`);
        const variance = losses.reduce((sum, each, t) => {
          const weights = adaHedgeWeights(states[t]!);
          const mean = weights.reduce((total, weight, k) => total + weight * each[k]!, 0);
          return sum + weights.reduce((total, weight, k) => total + weight * (each[k]! - mean) ** 2, 0);
        }, 0);
        const range = Math.max(...losses.map(each => Math.max(...each) - Math.min(...each)));
        const bound = 2 * Math.sqrt(variance * Math.log(3)) + range * ((4 / 3) * Math.log(3) + 2);
        assert.ok(adaHedgeRegret(end) <= bound + 1e-9);
      }),
    );
  });

  it('has the same weights whatever the losses are counted in and from', () => {
    const wholeSteps = fc.integer({ min: -128, max: 320 }).map(steps => steps / 64);
    fc.assert(
      fc.property(rounds(wholeSteps), losses => {
        const moved = losses.map(each => each.map(loss => 1024 * loss + 7));
        assertClose(adaHedgeWeights(played(moved).at(-1)!), adaHedgeWeights(played(losses).at(-1)!), 1e-6);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves the weight of an expert that sleeps as it was beside the mixture', () => {
    const [before, after] = played([
      [0, 1, 0.5],
      [0.2, 0.8, null],
    ]).slice(1) as [AdaHedgeState, AdaHedgeState];
    assertClose([after.losses[2]! - after.loss], [before.losses[2]! - before.loss], 1e-15);
    assert.equal(adaHedge(after, [null, null, null]), after);
  });

  it('has finite weights that sum to 1, and goes on bit for bit after a trip through JSON', () => {
    const loss = fc.oneof(finiteLoss, fc.constant(null), fc.constantFrom(0, 1e100, -1e100, 5e-324));
    fc.assert(
      fc.property(rounds(loss), losses => {
        const end = played(losses).at(-1)!;
        const sum = adaHedgeWeights(end).reduce((total, weight) => total + weight, 0);
        assertClose([sum], [1], 1e-9);
        const stored: AdaHedgeState = JSON.parse(JSON.stringify(end));
        assert.deepEqual(adaHedge(stored, [0, 1, 0.5]), adaHedge(end, [0, 1, 0.5]));
      }),
    );
  });

  it('gives one expert all weight and no regret', () => {
    const end = played([[1], [0.5]], 1).at(-1)!;
    assert.deepEqual([adaHedgeWeights(end), adaHedgeRegret(end), end.gap], [[1], 0, 0]);
  });

  it('refuses losses that are not finite, or of other experts', () => {
    for (const losses of [
      [0, 1],
      [0, NaN, 1],
      [0, Infinity, 1],
      [0, 1e101, 1],
    ]) {
      assert.throws(() => adaHedge(newAdaHedge(3), losses), RangeError);
    }
  });
});

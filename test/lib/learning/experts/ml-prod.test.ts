import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type MlProdState,
  mlProd,
  mlProdWeights,
  newMlProd,
} from '../../../../src/lib/learning/experts/ml-prod.ts';
import { assertClose } from '../../../support/approx.ts';

const LOSSES = [
  [0, 1, 0.5],
  [0, 1, 0.5],
  [1, 0, 0.5],
  [0, 1, 0.25],
  [0, 1, 0],
];

function played(losses: readonly (readonly (number | null)[])[], experts = 3): MlProdState[] {
  const states = [newMlProd(experts)];
  for (const each of losses) states.push(mlProd(states.at(-1)!, each));
  return states;
}

describe('mlProd', () => {
  // Worked out in Python after the rule of the R package opera.
  it('has the weights of opera in the second and the fifth round', () => {
    const states = played(LOSSES);
    assertClose(mlProdWeights(states[0]!), [1 / 3, 1 / 3, 1 / 3]);
    assertClose(mlProdWeights(states[1]!), [0.4710486245, 0.1703812019, 0.3585701736]);
    assertClose(mlProdWeights(states[4]!), [0.55202032, 0.0649494784, 0.3830302016]);
  });

  it('finds the better expert', () => {
    const weights = mlProdWeights(played(new Array(200).fill([0.1, 0.3, 0.3])).at(-1)!);
    assert.ok(weights[0]! > 0.95, `${weights}`);
  });

  it('has finite weights that sum to 1, and goes on bit for bit after a trip through JSON', () => {
    const loss = fc.oneof(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.constantFrom(null, 0, 1e100, -1e100),
    );
    const rounds = fc.array(fc.array(loss, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(rounds, losses => {
        const end = played(losses).at(-1)!;
        const sum = mlProdWeights(end).reduce((total, weight) => total + weight, 0);
        assertClose([sum], [1], 1e-9);
        const stored: MlProdState = JSON.parse(JSON.stringify(end));
        assert.deepEqual(mlProd(stored, [0, 1, 0.5]), mlProd(end, [0, 1, 0.5]));
      }),
    );
  });

  it('leaves an expert that sleeps alone', () => {
    const [before, after] = played([
      [0, 1, 0.5],
      [0.2, 0.8, null],
    ]).slice(1) as [MlProdState, MlProdState];
    assert.deepEqual(
      [after.logs[2], after.squares[2], after.largest[2]],
      [before.logs[2], before.squares[2], before.largest[2]],
    );
    assert.equal(mlProd(after, [null, null, null]), after);
  });

  it('gives one expert all weight', () => {
    assert.deepEqual(mlProdWeights(played([[1], [0.5]], 1).at(-1)!), [1]);
  });

  it('refuses losses that are not finite, or of other experts', () => {
    for (const losses of [
      [0, 1],
      [0, NaN, 1],
      [0, -Infinity, 1],
    ]) {
      assert.throws(() => mlProd(newMlProd(3), losses), RangeError);
    }
  });
});

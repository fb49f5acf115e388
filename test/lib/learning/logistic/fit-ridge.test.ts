import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitRidge, logistic } from '../../../../src/lib/learning/logistic/fit-ridge.ts';
import { standardColumns, standardOf } from '../../../../src/lib/learning/logistic/standardise.ts';
import { assertClose } from '../../../support/approx.ts';

/** R's data set mtcars: weight in 1000 lb, horse power, 1 for a manual gearbox. */
const WEIGHT = [
  2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345,
  2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78,
];
const POWER = [
  110, 110, 93, 110, 175, 105, 245, 62, 95, 123, 123, 180, 180, 180, 205, 215, 230, 66, 52, 65, 97, 150, 150,
  245, 175, 66, 91, 113, 264, 175, 335, 109,
];
const MANUAL = [
  1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1,
];

const labels = Uint8Array.from(MANUAL);
const flat = (...columns: number[][]) => Float64Array.from(columns.flat());
const ones = new Float64Array(32).fill(1);

describe('fitRidge', () => {
  // R: glm(am ~ wt, binomial, mtcars) and glm(am ~ wt + hp, ...), as in many textbooks; more digits from
  // statsmodels 0.15.0.
  it('has the coefficients of R for glm on mtcars where there is no penalty', () => {
    const one = fitRidge({ values: flat(WEIGHT), labels, weights: ones, ridge: 0 });
    assertClose(one, [12.040369728657, -4.023969962173], 1e-8);
    const two = fitRidge({ values: flat(WEIGHT, POWER), labels, weights: ones, ridge: 0 });
    assertClose(two, [18.866298717204, -8.083475182445, 0.036255596082], 1e-8);
  });

  // scikit-learn 1.9.1: LogisticRegression(C=1, tol=1e-13, solver="newton-cholesky") on standardised columns.
  it('has the coefficients of scikit-learn with its default penalty, with and without weights', () => {
    const raw = Float64Array.from({ length: 32 }, (_, i) => 1 + (i % 3));
    const mean = raw.reduce((sum, weight) => sum + weight, 0) / 32;
    const expected: [Float64Array, number[]][] = [
      [ones, [-0.6828053125597, -2.3178785635993, 0.5502442742091]],
      [raw.map(weight => weight / mean), [-0.6877783637923, -2.2722688786526, 0.4704268062609]],
    ];
    for (const [weights, coefficients] of expected) {
      const set = {
        rows: 32,
        columns: [Float64Array.from(WEIGHT), Float64Array.from(POWER)],
        labels,
        weights,
      };
      const standards = set.columns.map(column => standardOf(column, weights));
      assertClose(
        fitRidge({ values: standardColumns(set, standards), labels, weights, ridge: 1 }),
        coefficients,
        1e-8,
      );
    }
  });

  it('leaves no gradient at the end, separable or not', () => {
    const row = fc.tuple(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: -5, max: 5, noNaN: true }),
    );
    const rows = fc.array(
      fc.tuple(row, fc.integer({ min: 0, max: 1 }), fc.double({ min: 0.1, max: 3, noNaN: true })),
      {
        minLength: 2,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(rows, fc.constantFrom(0.1, 1, 100), (list, ridge) => {
        const ys = Uint8Array.from(list, ([, y]) => y);
        fc.pre(ys.includes(0) && ys.includes(1));
        const columns = [0, 1].map(f => list.map(([xs]) => xs[f]!));
        const weights = Float64Array.from(list, ([, , weight]) => weight);
        const fit = fitRidge({ values: flat(...columns), labels: ys, weights, ridge });
        const residuals = list.map(
          ([[a, b]], i) => weights[i]! * (ys[i]! - logistic(fit[0]! + fit[1]! * a + fit[2]! * b)),
        );
        const along = (column: readonly number[]) => residuals.reduce((sum, r, i) => sum + r * column[i]!, 0);
        const gradient = [
          residuals.reduce((sum, r) => sum + r, 0),
          along(columns[0]!) - ridge * fit[1]!,
          along(columns[1]!) - ridge * fit[2]!,
        ];
        assertClose(gradient, [0, 0, 0], 1e-5);
      }),
    );
  });

  it('gives the base rate when the feature says nothing', () => {
    const values = Float64Array.from([1, -1, 1, -1, 1, -1, 1, -1]);
    const fit = fitRidge({
      values,
      labels: Uint8Array.from([1, 1, 0, 0, 0, 0, 0, 0]),
      weights: ones.subarray(0, 8),
      ridge: 1,
    });
    assertClose(fit, [Math.log(2 / 6), 0], 1e-9);
  });
});

describe('logistic', () => {
  it('is one half at 0 and ends at 0 and 1', () => {
    assert.deepEqual([0, 800, -800].map(logistic), [0.5, 1, 0]);
  });
});

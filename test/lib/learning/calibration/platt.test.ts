import assert from 'node:assert/strict';
import fc from 'fast-check';
import { clippedLogit, fitPlatt, plattProbability } from '../../../../src/lib/learning/calibration/platt.ts';
import { assertClose } from '../../../support/approx.ts';

describe('fitPlatt', () => {
  const logits = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5];
  const labels = [0, 0, 1, 0, 0, 1, 0, 1, 1, 1];

  it('reaches the minimum of the penalised likelihood', () => {
    // Targets 6/7 and 1/7; plain gradient descent in Python ends at the same minimum.
    const fit = fitPlatt(logits, labels);
    assertClose([fit.a, fit.b], [-0.66404307, 0.16601079], 1e-6);
    assertClose([plattProbability(fit, 0), plattProbability(fit, 1.5)], [0.45859236, 0.69636631], 1e-6);
  });

  it('ends at a finite sigmoid where a score separates the classes', () => {
    const fit = fitPlatt([-1, -1, 1, 1], [0, 0, 1, 1]);
    assertClose([plattProbability(fit, 1), plattProbability(fit, -1)], [0.75, 0.25], 1e-6);
  });

  it('gives the smoothed base rate when the score says nothing', () => {
    // Mean target of one 1 and three 0s: (2/3 + 3 x 1/5) / 4.
    assertClose([plattProbability(fitPlatt([0, 0, 0, 0], [1, 0, 0, 0]), 0)], [(2 / 3 + 3 / 5) / 4], 1e-6);
  });

  it('leaves no gradient at the end', () => {
    const row = fc.tuple(fc.double({ min: -6.9, max: 6.9, noNaN: true }), fc.integer({ min: 0, max: 1 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 3, maxLength: 60 }), rows => {
        const [scores, ys] = [rows.map(([s]) => s), rows.map(([, y]) => y)];
        const ones = ys.filter(y => y === 1).length;
        const fit = fitPlatt(scores, ys);
        const residual = ys.reduce((sum, y, i) => {
          const target = y === 1 ? (ones + 1) / (ones + 2) : 1 / (ys.length - ones + 2);
          return sum + target - plattProbability(fit, scores[i]!);
        }, 0);
        assert.ok(Math.abs(residual) < 1e-4, `residual ${residual}`);
      }),
      { numRuns: 50 },
    );
  });
});

describe('clippedLogit', () => {
  it('is 0 at one half and finite at the ends', () => {
    assertClose([clippedLogit(0.5), clippedLogit(0), clippedLogit(1)], [0, -6.906754779, 6.906754779], 1e-8);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tabulate } from '../../../../src/lib/learning/calibration/score-table.ts';
import { mergedProbability, vennAbers } from '../../../../src/lib/learning/calibration/venn-abers.ts';
import { assertClose } from '../../../support/approx.ts';

const pairAndPoint = (scores: number[], labels: number[], query: number): number[] => {
  const pair = vennAbers(tabulate(scores, labels), query * 1000);
  return [...pair, mergedProbability(pair)];
};

describe('vennAbers', () => {
  it('reproduces the example of the R package vennabers', () => {
    const [scores, labels] = [
      [0.1, 0.4, 0.35, 0.8],
      [0, 1, 0, 1],
    ];
    assertClose(pairAndPoint(scores, labels, 0.2), [0, 0.5, 1 / 3]);
    assertClose(pairAndPoint(scores, labels, 0.5), [0.5, 1, 2 / 3]);
    assertClose(pairAndPoint(scores, labels, 0.9), [2 / 3, 1, 0.75]);
  });

  it('reproduces a second example worked out by refitting the isotonic regression', () => {
    const scores = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
    const labels = [0, 1, 0, 0, 1, 0, 1, 1];
    assertClose(pairAndPoint(scores, labels, 0.05), [0, 0.4, 2 / 7]);
    assertClose(pairAndPoint(scores, labels, 0.35), [0.25, 0.5, 0.4]);
    assertClose(pairAndPoint(scores, labels, 0.55), [1 / 3, 2 / 3, 0.5]);
    assertClose(pairAndPoint(scores, labels, 0.95), [2 / 3, 1, 0.75]);
  });

  it('keeps p0 below p1, both rising with the score', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), rows => {
        const table = tabulate(
          rows.map(([s]) => s / 1000),
          rows.map(([, y]) => y),
        );
        const pairs = [0, 250, 500, 750, 1000].map(query => vennAbers(table, query));
        pairs.forEach(([p0, p1], i) => {
          const [before0, before1] = pairs[i - 1] ?? [0, 0];
          assert.ok(p0 < p1 && p0 >= before0 - 1e-12 && p1 >= before1 - 1e-12);
        });
      }),
    );
  });
});

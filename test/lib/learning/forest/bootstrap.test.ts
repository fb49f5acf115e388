import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32 } from '../../../../src/lib/core/random.ts';
import { drawCounts, weightedSampler } from '../../../../src/lib/learning/forest/bootstrap.ts';

describe('weightedSampler', () => {
  it('draws rows in proportion to their weights', () => {
    const weights = Float64Array.of(0.5, 3, 0, 1.5, 0.25, 0.75);
    const draw = weightedSampler(weights);
    const random = mulberry32(5);
    const draws = 200_000;
    const counts = new Float64Array(weights.length);
    for (let i = 0; i < draws; i++) counts[draw(random)]!++;
    weights.forEach((weight, row) => {
      const share = weight / 6;
      // Five standard errors of a share.
      const bound = 5 * Math.sqrt((share * (1 - share)) / draws);
      assert.ok(Math.abs(counts[row]! / draws - share) <= bound, `row ${row}: ${counts[row]! / draws}`);
    });
  });

  it('never draws a row without weight', () => {
    const weights = fc
      .array(fc.constantFrom(0, 0.1, 1, 7.3), { minLength: 1, maxLength: 20 })
      .filter(list => list.some(weight => weight > 0));
    fc.assert(
      fc.property(weights, fc.nat(), (list, seed) => {
        const draw = weightedSampler(Float64Array.from(list));
        const random = mulberry32(seed);
        for (let i = 0; i < 50; i++) assert.ok(list[draw(random)]! > 0);
      }),
    );
  });
});

describe('drawCounts', () => {
  it('draws as many rows as there are and leaves out about 1/e of them', () => {
    const rows = 10_000;
    const counts = new Int32Array(rows).fill(9);
    drawCounts(weightedSampler(new Float64Array(rows).fill(1)), mulberry32(1), counts);
    assert.equal(
      counts.reduce((a, b) => a + b, 0),
      rows,
    );
    const left = counts.filter(count => count === 0).length / rows;
    assert.ok(Math.abs(left - Math.exp(-1)) < 0.02, `${left}`);
  });
});

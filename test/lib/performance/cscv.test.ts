import assert from 'node:assert/strict';
import { mulberry32, normal } from '../../../src/lib/core/random.ts';
import { cscv } from '../../../src/lib/performance/cscv.ts';
import { halves } from '../../../src/lib/performance/halves.ts';
import { assertClose } from '../../support/approx.ts';

const market = (configurations: number, days: number, mean: (at: number) => number): Float64Array[] => {
  const random = mulberry32(configurations);
  return Array.from({ length: configurations }, (_, at) =>
    Float64Array.from({ length: days }, () => mean(at) + 0.01 * normal(random)),
  );
};

describe('halves', () => {
  it('are all choices of half, in order, complements mirrored', () => {
    assert.deepEqual(halves(4), [
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    assert.equal(halves(16).length, 12_870);
  });
});

describe('cscv', () => {
  it('reproduces the logits of a table of block means', () => {
    // Rows of blocks (1,2,0), (2,1,0), (3,0,1), (0,1,2): computed by another implementation.
    const columns = [
      [1, 2, 3, 0],
      [2, 1, 0, 1],
      [0, 0, 1, 2],
    ].map(values => Float64Array.from(values));
    const found = cscv(columns, { blocks: 4, rankBy: 'mean' })!;
    assertClose(found.logits, [0.51082562, 0, -0.51082562, -1.09861229, 1.09861229, 0.51082562], 1e-8);
    assert.equal(found.probability, 0.5);
    assert.equal(found.splits, 6);
    assert.equal(found.lossProbability, 0);
  });

  it('finds no overfitting where one configuration is truly better', () => {
    const found = cscv(
      market(20, 800, at => (at === 3 ? 0.004 : 0)),
      { blocks: 10 },
    )!;
    assert.ok(found.probability < 0.01 && found.lossProbability < 0.01);
  });

  it('finds that the best of worthless ones is no better than a coin', () => {
    const found = [10, 20, 30, 40].map(
      count =>
        cscv(
          market(count, 400, () => 0),
          { blocks: 10 },
        )!,
    );
    const mean = found.reduce((sum, { probability }) => sum + probability / found.length, 0);
    assert.ok(mean > 0.25 && mean < 0.75, `${mean}`);
  });

  it('says how often the choice loses even when ranks hold', () => {
    const found = cscv(
      market(20, 800, at => (at === 3 ? -0.002 : -0.02)),
      { blocks: 10 },
    )!;
    assert.ok(found.probability < 0.01 && found.lossProbability > 0.95);
  });

  it('takes configurations that are one and the same as equals', () => {
    const [series] = market(1, 100, () => 0.001);
    const found = cscv([series!, series!, series!], { blocks: 4 })!;
    assert.deepEqual([...new Set(found.logits)], [0]);
  });

  it('is undefined for one configuration and for fewer days than blocks', () => {
    assert.equal(cscv(market(1, 100, () => 0)), null);
    assert.equal(cscv(market(5, 15, () => 0)), null);
  });
});

import assert from 'node:assert/strict';
import { volatility } from '../../../../src/lib/features/kernels/volatility.ts';
import { assertClose } from '../../../support/approx.ts';
import { seriesOfCloses } from '../../../support/walks.ts';

describe('volatility', () => {
  it('is 0 for a flat series, which is a value and not a missing one', () => {
    assert.equal(
      volatility(20)
        .batch(seriesOfCloses(new Array(30).fill(7)))
        .at(-1),
      0,
    );
  });

  it('is half the distance between two returns that alternate', () => {
    const closes = Array.from({ length: 21 }, (_, bar) => (bar % 2 === 0 ? 100 : 110));
    // Returns are +10 % and -1/11 in turn; the population deviation is half their distance.
    assertClose([volatility(20).batch(seriesOfCloses(closes))[20]!], [(0.1 + 1 / 11) / 2], 1e-15);
  });
});

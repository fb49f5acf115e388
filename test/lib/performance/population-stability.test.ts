import assert from 'node:assert/strict';
import fc from 'fast-check';
import { populationStability } from '../../../src/lib/performance/population-stability.ts';
import { assertClose } from '../../support/approx.ts';

/** 1 to 100: ten in each tenth. */
const HUNDRED = Array.from({ length: 100 }, (_, i) => i + 1);
const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -9, max: 9 }), {
  minLength: 1,
  maxLength: 80,
});

describe('populationStability', () => {
  it('is 0 of a sample against itself, and its bins hold a tenth each', () => {
    const { index, reference, current } = populationStability(HUNDRED, HUNDRED);
    assert.equal(index, 0);
    assertClose(reference, new Array(10).fill(0.1));
    assert.deepEqual(current, reference);
  });

  it('is what half a case more in each bin gives by hand', () => {
    // Five in each of the lower five tenths, fifteen in each of the upper five.
    const current = [...HUNDRED.filter(value => value <= 50 && value % 2 === 0), ...HUNDRED.slice(50)];
    const more = [...current, ...HUNDRED.slice(50).filter(value => value % 2 === 0)];
    const found = populationStability(HUNDRED, more);
    assertClose(found.current, [...new Array(5).fill(0.05), ...new Array(5).fill(0.15)]);
    // Shares (5 + 1/2) / 105 and (15 + 1/2) / 105 against (10 + 1/2) / 105:
    // 5 x [(-5/105) ln(5.5/10.5) + (5/105) ln(15.5/10.5)].
    const byHand = 5 * ((-5 / 105) * Math.log(5.5 / 10.5) + (5 / 105) * Math.log(15.5 / 10.5));
    assertClose([found.index!, byHand], [0.24668855516351798, 0.24668855516351798], 1e-12);
  });

  it('stays finite where a bin is empty', () => {
    const { index, current } = populationStability(HUNDRED, [5, 5, 5]);
    assert.deepEqual(current, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert.ok(index! > 0.25 && Number.isFinite(index));
  });

  it('says what chance explains: the 95 % point of chi-squared with nine degrees, by the sizes', () => {
    // 16.919 in every table of chi-squared; ours is an approximation.
    assertClose([populationStability(HUNDRED, HUNDRED).byChance! / (2 / 100)], [16.919], 0.03);
    assertClose([populationStability(HUNDRED, [1, 2]).byChance! / (1 / 100 + 1 / 2)], [16.919], 0.03);
  });

  it('of independent values of one kind is above that in about one of twenty cases', () => {
    let [state, above] = [1, 0];
    const draw = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const sample = (count: number) => Array.from({ length: count }, draw);
    for (let round = 0; round < 400; round++) {
      const { index, byChance } = populationStability(sample(500), sample(100));
      if (index! > byChance!) above++;
    }
    assert.ok(above / 400 > 0.01 && above / 400 < 0.1, `${above} of 400`);
  });

  it('is not defined without values; values that never differ make two bins, one of them empty', () => {
    assert.deepEqual(populationStability([], [1]), {
      index: null,
      byChance: null,
      reference: [],
      current: [1],
    });
    assert.equal(populationStability([1], []).index, null);
    assert.equal(populationStability([3, 3, 3], [3, 3, 3]).index, 0);
    assert.ok(populationStability([3, 3, 3], [4, 4, 4]).index! > 0.25);
  });

  it('is never negative, and its shares add up to one', () => {
    fc.assert(
      fc.property(values, values, (reference, current) => {
        const found = populationStability(reference, current);
        assert.ok(found.index! >= 0);
        const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0);
        assertClose([sum(found.reference), sum(found.current)], [1, 1]);
      }),
    );
  });
});

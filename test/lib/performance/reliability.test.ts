import assert from 'node:assert/strict';
import fc from 'fast-check';
import { calibrationError } from '../../../src/lib/performance/calibration-error.ts';
import { reliability } from '../../../src/lib/performance/reliability.ts';
import { assertClose } from '../../support/approx.ts';

describe('reliability', () => {
  it('puts each prediction into its bin, 1 into the last', () => {
    const bins = reliability([0.75, 0.75, 0.7, 0.2, 1], [1, 1, 0, 0, 1]);
    assert.deepEqual(
      bins.map(bin => bin.n),
      [0, 0, 1, 0, 0, 0, 0, 3, 0, 1],
    );
    assertClose([bins[7]!.meanProbability!, bins[7]!.observed!], [2.2 / 3, 2 / 3]);
    assert.deepEqual([bins[0]!.meanProbability, bins[0]!.observed], [null, null]);
  });

  it('has the calibration error as the weighted gap of its bins', () => {
    const said = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1));
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 200 }), rows => {
        const [probabilities, outcomes] = [rows.map(row => row[0]), rows.map(row => row[1])];
        const gaps = reliability(probabilities, outcomes).map(bin =>
          bin.n === 0 ? 0 : (bin.n / rows.length) * Math.abs(bin.meanProbability! - bin.observed!),
        );
        const sum = gaps.reduce((total, gap) => total + gap, 0);
        assertClose([sum], [calibrationError(probabilities, outcomes)!]);
      }),
    );
  });
});

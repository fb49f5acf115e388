import assert from 'node:assert/strict';
import { calibrationError } from '../../../src/lib/performance/calibration-error.ts';
import { assertClose } from '../../support/approx.ts';

describe('calibrationError', () => {
  it('weighs the gap of each bin by the predictions in it', () => {
    // Bin .7: three at .75, two came true -> gap .0833 x 3/4. Bin .2: one at .2, none -> .2 x 1/4.
    assertClose([calibrationError([0.75, 0.75, 0.75, 0.2], [1, 1, 0, 0])!], [0.0625 + 0.05]);
  });

  it('is 0 when every bin keeps its word', () => {
    assertClose([calibrationError([0.5, 0.5, 1, 0], [1, 0, 1, 0])!], [0]);
  });

  it('is null without predictions', () => {
    assert.equal(calibrationError([], []), null);
  });
});

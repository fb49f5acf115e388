import assert from 'node:assert/strict';
import { brier } from '../../../src/lib/performance/brier.ts';
import { assertClose } from '../../support/approx.ts';

describe('brier', () => {
  it('gives .132 for the worked example', () => {
    // Squares by hand: (.01 + .09 + .36 + .16 + .04) / 5.
    assertClose([brier([0.9, 0.7, 0.6, 0.4, 0.2], [1, 1, 0, 0, 0])!], [0.132]);
  });

  it('is null without predictions', () => {
    assert.equal(brier([], []), null);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wilsonInterval } from '../../../src/lib/performance/wilson-interval.ts';
import { assertClose } from '../../support/approx.ts';

describe('wilsonInterval', () => {
  it('reproduces the published interval for 81 of 263', () => {
    // Newcombe (1998), Statistics in Medicine 17, table I, method 3 (score, no continuity correction).
    assertClose(wilsonInterval(81 / 263, 263), [0.2553, 0.3662], 5e-5);
  });

  it('reproduces the published interval for 0 of 20', () => {
    assertClose(wilsonInterval(0, 20), [0, 0.1611], 5e-5);
  });

  it('knows nothing without trials', () => {
    assert.deepEqual(wilsonInterval(0.5, 0), [0, 1]);
  });

  it('holds the share and narrows with more trials', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 10_000 }),
        (share, n) => {
          const [low, high] = wilsonInterval(share, n);
          const [closerLow, closerHigh] = wilsonInterval(share, 4 * n);
          assert.ok(low <= share + 1e-12 && share <= high + 1e-12);
          assert.ok(closerHigh - closerLow < high - low);
        },
      ),
    );
  });
});

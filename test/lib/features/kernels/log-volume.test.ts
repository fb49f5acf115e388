import assert from 'node:assert/strict';
import { emptySeries } from '../../../../src/lib/core/bar-series.ts';
import { logVolume } from '../../../../src/lib/features/kernels/log-volume.ts';
import { assertClose } from '../../../support/approx.ts';

function volumes(values: readonly number[]) {
  const series = emptySeries('BTC/USD', '1d', values.length);
  series.volume.set(values);
  return series;
}

describe('logVolume', () => {
  it('is ln(1 + v) less its mean over the window', () => {
    // ln 1 = 0, ln 3 and ln 9 = 2 ln 3: the mean is ln 3.
    assertClose(
      logVolume(3)
        .batch(volumes([0, 2, 8]))
        .subarray(2),
      [Math.log(3)],
      1e-15,
    );
  });

  it('takes a volume of zero as a value: a bar without a trade is not a missing bar', () => {
    assert.equal(
      logVolume(60)
        .batch(volumes(new Array(60).fill(0)))
        .at(-1),
      0,
    );
  });
});

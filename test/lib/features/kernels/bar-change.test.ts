import { barChange } from '../../../../src/lib/features/kernels/bar-change.ts';
import { assertClose } from '../../../support/approx.ts';
import { seriesOfCloses } from '../../../support/walks.ts';

describe('barChange', () => {
  it('is the simple return of the newest bar', () => {
    assertClose(
      barChange()
        .batch(seriesOfCloses([100, 110, 99]))
        .subarray(1),
      [0.1, -0.1],
      1e-15,
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { heightOn, lengthOn, placeOn } from '../../../../../src/lib/dashboards/shared/parts/scale.ts';

describe('a scale', () => {
  it('gives places and lengths as shares of it', () => {
    assert.equal(placeOn([0.4, 0.8], 0.5), '25%');
    assert.equal(lengthOn([0.4, 0.8], 0.5, 0.7), '50%');
  });

  it('has larger values higher up', () => {
    assert.equal(heightOn([0, 10], 10, 200), 0);
    assert.equal(heightOn([0, 10], 2.5, 200), 150);
  });

  it('holds what lies beyond it at its ends, and stands still where it has no length', () => {
    assert.equal(placeOn([0, 1], -3), '0%');
    assert.equal(placeOn([0, 1], 7), '100%');
    assert.equal(placeOn([1, 1], 1), '0%');
  });

  it('never leaves the picture', () => {
    const any = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(any, any, any, (from, to, value) => {
        const place = Number.parseFloat(placeOn([from, to], value));
        assert.ok(place >= 0 && place <= 100);
      }),
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { featureBlob, featuresFromBlob } from '../../../../src/lib/store/sqlite/feature-blob.ts';

describe('featureBlob', () => {
  // IEEE 754: 1 is 0x3ff0000000000000, -2 is 0xc000000000000000.
  it('is little-endian doubles', () => {
    const blob = featureBlob(Float64Array.of(1, -2));
    assert.equal(Buffer.from(blob).toString('hex'), '000000000000f03f00000000000000c0');
  });

  it('comes back bit for bit, from any place in a buffer', () => {
    fc.assert(
      fc.property(fc.float64Array({ maxLength: 12 }), features => {
        const blob = Buffer.concat([Buffer.of(7), featureBlob(features)]).subarray(1);
        assert.deepEqual(featuresFromBlob(blob), features);
      }),
    );
  });
});

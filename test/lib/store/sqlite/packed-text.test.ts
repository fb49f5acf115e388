import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { DamagedRow } from '../../../../src/lib/store/sqlite/damaged-row.ts';
import { packText, unpackText } from '../../../../src/lib/store/sqlite/packed-text.ts';

describe('packed text', () => {
  it('comes back to the letter, and is the same bytes for the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), text => {
        assert.equal(unpackText(packText(text), 'it'), text);
        assert.deepEqual(packText(text), packText(text));
      }),
    );
  });

  it('is UTF-8 that any zlib reads, and small', () => {
    const text = '[1700000000000,1000.25],'.repeat(1_000);
    assert.equal(inflateSync(packText(text)).toString('utf8'), text);
    assert.ok(packText(text).length < text.length / 50);
  });

  it('with any flipped bit is damaged, or still the same text', () => {
    const text = '{"sharpe":1.25,"profit_total":-0.125}';
    const packed = packText(text);
    let damaged = 0;
    for (let bit = 0; bit < packed.length * 8; bit++) {
      const flipped = Uint8Array.from(packed);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      try {
        assert.equal(unpackText(flipped, 'the document of run ab12'), text);
      } catch (error) {
        assert.ok(error instanceof DamagedRow);
        assert.match(error.message, /^the document of run ab12 is not as it was written/);
        damaged++;
      }
    }
    assert.ok(damaged > 0.9 * packed.length * 8);
  });
});

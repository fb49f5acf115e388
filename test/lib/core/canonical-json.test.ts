import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalJson, isCanonical } from '../../../src/lib/core/canonical-json.ts';

describe('canonicalJson', () => {
  // Property order of the example in RFC 8785, section 3.2.3.
  it('sorts keys by code unit', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    assert.equal(
      canonicalJson(value),
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
  });

  it('leaves out keys without a value', () => {
    assert.equal(canonicalJson({ b: undefined, a: [null, { c: undefined }] }), '{"a":[null,{}]}');
  });

  it('reads back as what it was, whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
        const text = canonicalJson(value);
        assert.equal(canonicalJson(JSON.parse(text)), text);
        assert.equal(canonicalJson(Object.fromEntries(Object.entries(value).reverse())), text);
        assert.equal(JSON.stringify(JSON.parse(text)).length, JSON.stringify(value).length);
      }),
    );
  });

  it('refuses what JSON cannot hold', () => {
    for (const value of [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1n,
      () => 1,
      undefined,
      [undefined],
      new Date(0),
      new Map(),
      new Float64Array(1),
    ]) {
      assert.throws(() => canonicalJson(value), TypeError);
    }
  });
});

describe('isCanonical', () => {
  it('is true of canonical text and of no other text of the same value', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        const value: unknown = JSON.parse(text);
        assert.equal(isCanonical(value, text), canonicalJson(value) === text);
        assert.equal(isCanonical(value, canonicalJson(value)), true);
      }),
    );
  });

  it('knows keys that look like numbers, which objects keep in another order', () => {
    const text = '{"10":1,"9":2}';
    assert.equal(isCanonical(JSON.parse(text), text), true);
    assert.equal(isCanonical(JSON.parse('{"9":2,"10":1}'), '{"9":2,"10":1}'), false);
  });
});

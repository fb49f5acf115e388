import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wrap } from '../../../src/output/render/wrap.ts';

const words = fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1, maxLength: 40 });

describe('wrap', () => {
  it('breaks between words and indents all lines but the first', () => {
    assert.equal(wrap('one two three four', 9, 2), 'one two\n  three\n  four');
  });

  it('keeps a word that is longer than the line whole', () => {
    assert.equal(wrap('see /a/very/long/path now', 10), 'see\n/a/very/long/path\nnow');
  });

  it('keeps every word, in order, and every line within the width', () => {
    fc.assert(
      fc.property(
        words,
        fc.integer({ min: 24, max: 90 }),
        fc.integer({ min: 0, max: 4 }),
        (list, width, indent) => {
          const lines = wrap(list.join(' '), width, indent).split('\n');
          assert.deepEqual(
            lines.flatMap(line => line.trim().split(' ')),
            list,
          );
          assert.ok(lines.every(line => line.length <= width));
        },
      ),
    );
  });
});

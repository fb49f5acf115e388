import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GRADED_RULES } from '../../../../src/lib/learning/experts/graded-rules.ts';
import { RULE_EXPERTS } from '../../../../src/lib/learning/experts/rules.ts';
import { assertClose } from '../../../support/approx.ts';

const rule = (id: string) => GRADED_RULES.find(one => one.id === id)!;
const closes = fc
  .array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 8, maxLength: 80 })
  .map(changes => {
    const found = [100];
    for (const change of changes) found.push(found.at(-1)! * (1 + change));
    return found;
  });

describe('GRADED_RULES', () => {
  it('weigh a move by what is usual, by hand', () => {
    // Returns .01, -.01 and .005: mean square .000075, root .0086603.
    const close = [100, 101, 99.99, 99.99 * 1.005];
    assertClose([rule('momentum-1-graded').exposure(close, 3)!], [0.005 / 0.00866025], 1e-6);
    assertClose([rule('reversal-1-graded').exposure(close, 3)!], [-0.005 / 0.00866025], 1e-6);
  });

  it('are silent until they have their bars, and say nothing of a price that stands still', () => {
    assert.equal(rule('momentum-5-graded').exposure([1, 2, 3, 4, 5], 4), null);
    assert.equal(rule('momentum-5-graded').exposure([1, 1, 1, 1, 1, 1], 5), 0);
  });

  it('stay within [-1, 1], have the side of the rule without degrees, and read only what has come', () => {
    fc.assert(
      fc.property(closes, close => {
        const index = close.length - 2;
        for (const one of GRADED_RULES) {
          const said = one.exposure(close, index)!;
          const plain = RULE_EXPERTS.find(({ id }) => `${id}-graded` === one.id)!.exposure(close, index)!;
          assert.ok(Math.abs(said) <= 1);
          assert.ok(plain === 0 || said === 0 || Math.sign(said) === plain);
          assert.equal(one.exposure(close.slice(0, index + 1), index), said);
        }
      }),
    );
  });
});

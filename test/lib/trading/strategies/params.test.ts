import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { parseParams } from '../../../../src/lib/trading/strategies/params.ts';
import { ruleStrategy } from '../../../../src/lib/trading/strategies/rules/index.ts';

const smaCross = ruleStrategy('sma-cross');
const bollinger = ruleStrategy('bollinger');

function refusal(strategy: string, given: string[]): string {
  try {
    parseParams(ruleStrategy(strategy), given);
  } catch (error) {
    assert.ok(error instanceof HiveError && error.kind === 'usage');
    return `${error.code} ${error.message} ${error.next}`;
  }
  throw new Error(`${given} was not refused`);
}

describe('parseParams', () => {
  it('gives defaults for what is not said', () => {
    assert.deepEqual(parseParams(smaCross, []), { fast: 10, slow: 30 });
    assert.deepEqual(parseParams(smaCross, { slow: '50' }), { fast: 10, slow: 50 });
    assert.deepEqual(parseParams(ruleStrategy('buy-and-hold'), []), {});
  });

  it('reads whole numbers, numbers with a point or an exponent, and choices', () => {
    assert.deepEqual(parseParams(smaCross, ['fast=5', 'slow = 2e1']), { fast: 5, slow: 20 });
    assert.deepEqual(parseParams(bollinger, ['width=.5', 'exit=upper']), {
      length: 20,
      width: 0.5,
      exit: 'upper',
    });
    assert.equal(parseParams(ruleStrategy('momentum'), ['threshold=1e-3']).threshold, 0.001);
  });

  it('reads back every number within bounds', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 20, noNaN: true }), width => {
        assert.equal(parseParams(bollinger, [`width=${width}`]).width, width);
      }),
    );
  });

  for (const text of [
    '',
    ' ',
    'NaN',
    'Infinity',
    '-Infinity',
    '1e999',
    '0x10',
    '1_000',
    '5,5',
    'ten',
    '1 2',
  ]) {
    it(`takes "${text}" for no number`, () => {
      assert.match(
        refusal('bollinger', [`width=${text}`]),
        /^BAD_PARAM bollinger: width is ".*"; allowed: a /,
      );
    });
  }

  it('says what is allowed when a value is out of bounds, not whole, or no choice', () => {
    assert.equal(
      refusal('sma-cross', ['fast=0']),
      'BAD_PARAM sma-cross: fast is "0"; allowed: a whole number from 1 to 10000. For example fast=10.',
    );
    assert.match(refusal('sma-cross', ['fast=2.5']), /fast is "2\.5"; allowed: a whole number/);
    assert.equal(
      refusal('bollinger', ['exit=uper']),
      'BAD_PARAM bollinger: exit is "uper"; allowed: middle, upper. Did you mean exit=upper?',
    );
  });

  it('says what is wrong with values that do not go together', () => {
    assert.equal(
      refusal('sma-cross', ['fast=30']),
      'BAD_PARAM sma-cross: fast (30) must be below slow (30). Change one of them.',
    );
  });

  it('lists the known names when one is unknown, and the nearest', () => {
    assert.equal(
      refusal('sma-cross', ['fst=5']),
      'UNKNOWN_PARAM sma-cross has no parameter "fst"; it has fast, slow. Did you mean "fast"?',
    );
    assert.match(refusal('sma-cross', ['__proto__=5']), /^UNKNOWN_PARAM/);
    assert.equal(
      refusal('buy-and-hold', ['fast=5']),
      'UNKNOWN_PARAM buy-and-hold has no parameters, so none named "fast". buy-and-hold has no parameters: leave it out.',
    );
  });

  it('refuses a text that is not NAME=VALUE, and a name given twice', () => {
    assert.match(
      refusal('sma-cross', ['fast']),
      /^BAD_PARAM "fast" is not NAME=VALUE\. For example fast=10\.$/,
    );
    assert.match(refusal('sma-cross', ['=5']), /is not NAME=VALUE/);
    assert.match(
      refusal('sma-cross', ['fast=5', 'fast=6']),
      /^BAD_PARAM The parameter "fast" is given twice/,
    );
  });
});

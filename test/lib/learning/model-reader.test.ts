import assert from 'node:assert/strict';
import {
  boundedArray,
  exactObject,
  integerWithin,
  modelInvalid,
  numberWithin,
  readImportance,
  toShares,
} from '../../../src/lib/learning/model-reader.ts';

const refusal = (message: RegExp) => ({ code: 'MODEL_INVALID', kind: 'data', message });

describe('modelInvalid', () => {
  it('says what is wrong, where, and the way out', () => {
    const error = modelInvalid('trees[3]', 'is not a list');
    assert.equal(error.message, 'The model file is damaged: trees[3] is not a list.');
    assert.match(error.next, /hive train cycle/);
    assert.equal(error.exitCode, 4);
  });
});

describe('exactObject', () => {
  it('takes exactly the named keys', () => {
    assert.deepEqual(exactObject({ a: 1, b: 2 }, ['a', 'b'], 'x'), { a: 1, b: 2 });
    assert.throws(() => exactObject({ a: 1 }, ['a', 'b'], 'x'), refusal(/x lacks the key "b"/));
    assert.throws(() => exactObject({ a: 1, c: 2 }, ['a'], 'x'), refusal(/x has the unknown key "c"/));
    for (const other of [null, [], 'a', undefined]) {
      assert.throws(() => exactObject(other, [], 'x'), refusal(/x is not an object/));
    }
  });

  it('refuses a __proto__ key, and keys that are only inherited', () => {
    assert.throws(() => exactObject(JSON.parse('{"__proto__":{"a":1}}'), ['a'], 'x'), refusal(/__proto__/));
    assert.throws(() => exactObject(Object.create({ a: 1 }), ['a'], 'x'), refusal(/lacks the key "a"/));
  });
});

describe('boundedArray', () => {
  it('takes a list whose length is within its bounds', () => {
    assert.deepEqual(boundedArray([1, 2], { min: 2, max: 2 }, 'x'), [1, 2]);
    assert.throws(() => boundedArray([1], { min: 2, max: 2 }, 'x'), refusal(/has 1 entries instead of 2\./));
    assert.throws(() => boundedArray([1], { min: 2, max: 5 }, 'x'), refusal(/instead of 2 to 5/));
    assert.throws(() => boundedArray({ length: 2 }, { min: 2, max: 2 }, 'x'), refusal(/is not a list/));
  });
});

describe('numberWithin and integerWithin', () => {
  const range = { min: 0, max: 3 };

  it('take a number of the range', () => {
    assert.equal(numberWithin(1.5, range, 'x'), 1.5);
    assert.equal(integerWithin(3, range, 'x'), 3);
  });

  it('quote what they refuse, shortened when it is long', () => {
    for (const value of [NaN, Infinity, -1, 4, '1', null, undefined]) {
      assert.throws(
        () => numberWithin(value, range, 'x'),
        refusal(/^The model file is damaged: x is .+, not a/),
      );
    }
    assert.throws(() => integerWithin(0.5, range, 'x'), refusal(/x is 0.5, not a whole number/));
    assert.throws(() => numberWithin('y'.repeat(99), range, 'x'), refusal(/x is "y{39}…, not/));
  });
});

describe('readImportance', () => {
  it('takes shares that sum to 1, or none at all', () => {
    assert.deepEqual(readImportance([0.1, 0.2, 0.7], 3), [0.1, 0.2, 0.7]);
    assert.deepEqual(readImportance([0, 0], 2), [0, 0]);
    assert.throws(() => readImportance([0.5, 0.4], 2), refusal(/importance sums to 0.9 instead of 1/));
  });
});

describe('toShares', () => {
  it('divides by the sum, and gives zeros when there is nothing to share', () => {
    assert.deepEqual(toShares([1, 3]), [0.25, 0.75]);
    assert.deepEqual(toShares(new Float64Array(2)), [0, 0]);
  });
});

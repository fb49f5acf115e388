import assert from 'node:assert/strict';
import { meanProfitPValue } from '../../../src/lib/performance/mean-profit-p-value.ts';
import { studentTail } from '../../../src/lib/performance/student-t.ts';

describe('studentTail', () => {
  // t, degrees of freedom, P(T >= t): mpmath 1.3, regularised betainc at 40 digits.
  const KNOWN: readonly (readonly [number, number, number])[] = [
    [2, 5, 0.05096973941492918],
    [1, 10, 0.17044656615102993],
    [0.01, 3, 0.496324555706426],
    [1, 1, 0.25],
    [12.706204736432095, 1, 0.02499999999949565],
    [0.5, 39_999, 0.3085389140102331],
    [3, 39_999, 0.001350729160059203],
    [-1.2, 1_000_000, 0.8849301876341377],
    [30, 7, 5.89423444036657e-9],
  ];
  for (const [t, degrees, expected] of KNOWN) {
    it(`is exact to ten digits at t = ${t} with ${degrees} degrees of freedom`, () => {
      assert.ok(Math.abs(studentTail(t, degrees) - expected) <= 1e-10 * expected);
    });
  }

  it('is one half at 0', () => assert.equal(studentTail(0, 3), 0.5));
});

describe('meanProfitPValue', () => {
  it("reproduces Student's own example", () => {
    // Extra hours of sleep, Student (1908); R's t.test(sleep, paired) prints t = 4.0621, df = 9, two-sided 0.002833.
    const extra = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];
    assert.ok(Math.abs(meanProfitPValue(extra)! - 0.002833 / 2) < 5e-7);
    assert.ok(Math.abs(meanProfitPValue(extra.map(value => -value))! - (1 - 0.002833 / 2)) < 5e-7);
  });

  it('is undefined for one trade and for equal ones', () => {
    assert.equal(meanProfitPValue([0.1]), null);
    assert.equal(meanProfitPValue([0.1, 0.1, 0.1]), null);
  });
});

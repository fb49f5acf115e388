import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalCdf, normalQuantile } from '../../../src/lib/performance/normal.ts';

const within = (actual: number, expected: number, tolerance: number): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, expected ${expected}`);

describe('normalCdf', () => {
  // mpmath 1.3, ncdf at 40 digits.
  const KNOWN: readonly (readonly [number, number])[] = [
    [-37, 5.725571222524577e-300],
    [-20, 2.7536241186062337e-89],
    [-8, 6.220960574271784e-16],
    [-6, 9.865876450376981e-10],
    [-3.0001, 0.001349454913260718],
    [-3, 0.0013498980316300946],
    [-2.9999, 0.001350341282954925],
    [-1.96, 0.024997895148220435],
    [-0.1, 0.460172162722971],
    [0.3, 0.6179114221889526],
    [1.5, 0.933192798731142],
    [4, 0.9999683287581669],
  ];
  for (const [x, expected] of KNOWN) {
    it(`is exact to twelve digits at ${x}`, () => within(normalCdf(x), expected, 1e-12 * expected));
  }

  it('is one half at 0, 0 and 1 at the ends', () => {
    assert.deepEqual([0, -Infinity, Infinity].map(normalCdf), [0.5, 0, 1]);
  });
});

describe('normalQuantile', () => {
  // mpmath 1.3 at 40 digits.
  const KNOWN: readonly (readonly [number, number])[] = [
    [1e-300, -37.0470962993612],
    [1e-10, -6.361340902404056],
    [0.001, -3.0902323061678136],
    [0.025, -1.9599639845400543],
    [0.3, -0.5244005127080408],
    [0.49999, -2.506628274893494e-5],
    [0.9, 1.2815515655446006],
    [0.975, 1.9599639845400543],
  ];
  for (const [p, expected] of KNOWN) {
    it(`is exact to twelve decimals at ${p}`, () => within(normalQuantile(p), expected, 1e-12));
  }

  it('is the inverse of the distribution function', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.5, noNaN: true }), p => {
        assert.ok(Math.abs(normalCdf(normalQuantile(p)) - p) <= 1e-12 * p);
      }),
    );
  });

  it('is endless at 0 and 1 and undefined outside', () => {
    assert.deepEqual([0, 0.5, 1, -0.1, 1.1].map(normalQuantile), [-Infinity, 0, Infinity, NaN, NaN]);
  });
});

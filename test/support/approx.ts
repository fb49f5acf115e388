import assert from 'node:assert/strict';

/** Asserts that each number lies within `tolerance` of its expected one. */
export function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-9): void {
  assert.equal(actual.length, expected.length, 'lengths differ');
  for (let i = 0; i < expected.length; i++) {
    const distance = Math.abs(actual[i]! - expected[i]!);
    assert.ok(distance <= tolerance, `[${i}] is ${actual[i]}, expected ${expected[i]} within ${tolerance}`);
  }
}

import assert from 'node:assert/strict';
import { effectiveSize } from '../../../src/lib/learning/effective-size.ts';
import type { MaturedSample } from '../../../src/lib/learning/sample.ts';
import { assertClose } from '../../support/approx.ts';
import { makeSamples } from '../../support/sample-makers.ts';

/** Gives every symbol of a day the outcome of the first. */
function inStep(samples: readonly MaturedSample[]): MaturedSample[] {
  const first = new Map(samples.toReversed().map(sample => [sample.atMs, sample.label]));
  return samples.map(sample => ({ ...sample, label: first.get(sample.atMs)! }));
}

describe('effectiveSize', () => {
  it('is the plain count for one symbol and one-day bets', () => {
    assert.equal(effectiveSize(makeSamples({ days: 50, seed: 1 })), 50);
  });

  it('is the number of days when symbols move in step', () => {
    const samples = inStep(makeSamples({ days: 50, seed: 1, symbols: ['A', 'B', 'C'] }));
    assertClose([effectiveSize(samples)], [50]);
  });

  it('is near the plain count when symbols are independent', () => {
    const size = effectiveSize(makeSamples({ days: 200, seed: 2, symbols: ['A', 'B', 'C'] }));
    assert.ok(size > 450 && size <= 600, `${size}`);
  });

  it('shrinks with overlapping labels', () => {
    const size = effectiveSize(makeSamples({ days: 100, seed: 1, horizon: 5 }));
    assert.ok(size > 20 && size < 24, `${size}`);
  });

  it('is 0 without samples', () => {
    assert.equal(effectiveSize([]), 0);
  });
});

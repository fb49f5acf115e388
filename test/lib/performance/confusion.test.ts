import assert from 'node:assert/strict';
import { confusion } from '../../../src/lib/performance/confusion.ts';

describe('confusion', () => {
  it('counts what was said above one half against what came', () => {
    // Fawcett (2006), figure 1: rows are what was said, columns what came; one half itself says no.
    assert.deepEqual(confusion([0.9, 0.6, 0.51, 0.5, 0.1, 0.2], [1, 0, 1, 1, 0, 0]), {
      truePositive: 2,
      falsePositive: 1,
      trueNegative: 2,
      falseNegative: 1,
    });
  });

  it('counts nothing where nothing was said', () => {
    assert.deepEqual(Object.values(confusion([], [])), [0, 0, 0, 0]);
  });
});

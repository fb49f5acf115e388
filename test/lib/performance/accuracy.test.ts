import assert from 'node:assert/strict';
import { accuracy } from '../../../src/lib/performance/accuracy.ts';

describe('accuracy', () => {
  it('counts a probability above one half as a prediction of 1 and one half as a prediction of 0', () => {
    assert.equal(accuracy([0.9, 0.4, 0.5, 0.5], [1, 1, 0, 1]), 0.5);
  });

  it('is null without predictions', () => {
    assert.equal(accuracy([], []), null);
  });
});

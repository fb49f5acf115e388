import assert from 'node:assert/strict';
import { nearest, usageError } from '../../../src/lib/core/errors.ts';

describe('nearest', () => {
  const known = ['status', 'stats', 'trades', 'models'];

  it('finds the name a slip or two away, whatever the case', () => {
    assert.equal(nearest('Trads', known), 'trades');
    assert.equal(nearest('modlse', known), 'models');
    assert.equal(nearest('stats', known), 'stats');
  });

  it('has no idea when nothing is near', () => {
    assert.equal(nearest('weather', known), undefined);
    assert.equal(nearest('x', []), undefined);
  });
});

describe('HiveError', () => {
  it('carries its cause and the exit code of its kind, and is not worth a retry unless it says so', () => {
    const cause = new Error('inner');
    const error = usageError({ code: 'BAD', message: 'Bad.', next: 'Do.', cause });
    assert.deepEqual([error.exitCode, error.retryable, error.cause], [2, false, cause]);
    assert.ok(!('cause' in usageError({ code: 'BAD', message: 'Bad.', next: 'Do.' })));
  });
});

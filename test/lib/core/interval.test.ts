import assert from 'node:assert/strict';
import { durationMs, intervalMs, intervalNames, parseInterval } from '../../../src/lib/core/interval.ts';
import { hiveError } from '../../support/hive-error.ts';

describe('intervals', () => {
  it('are as long as the duration of their name', () => {
    for (const name of intervalNames) assert.equal(intervalMs(name), durationMs(name));
  });

  it('are read by name and refused otherwise, names of object members too', () => {
    assert.equal(parseInterval('15m'), '15m');
    for (const text of ['7m', '1H', '', 'constructor']) {
      assert.throws(() => parseInterval(text), hiveError('UNKNOWN_INTERVAL'), text);
    }
  });
});

describe('durationMs', () => {
  it('reads whole minutes, hours and days', () => {
    assert.equal(durationMs('2m'), 120_000);
    assert.equal(durationMs('6h'), 21_600_000);
    assert.equal(durationMs('9999d'), 9_999 * 86_400_000);
  });

  it('is null for anything else', () => {
    for (const text of ['0m', '-1m', '1.5h', '1s', '10000m', ' 1m', '1m ', 'm', '']) {
      assert.equal(durationMs(text), null, text);
    }
  });
});

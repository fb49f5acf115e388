import assert from 'node:assert/strict';
import { span, utcMinute } from '../../src/output/times.ts';

describe('times', () => {
  it('are written in UTC', () => {
    const moment = Date.parse('2026-11-22T09:08:07.654Z');
    assert.equal(utcMinute(moment), '2026-11-22 09:08Z');
    assert.equal(utcMinute(null), '–');
  });

  it('span in the two largest units', () => {
    const minute = 60_000;
    assert.deepEqual(
      [
        span(350),
        span(1_000),
        span(125_000),
        span(90 * minute),
        span(76 * 60 * minute),
        span(-5_000),
        span(null),
      ],
      ['350ms', '1s', '2m 5s', '1h 30m', '3d 4h', '-5s', '–'],
    );
  });
});

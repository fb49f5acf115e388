import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseTime } from '../../src/flags.ts';

describe('parseTime', () => {
  it('reads days, times and epoch milliseconds as UTC', () => {
    // Epoch seconds from `date -u -d 2026-11-22T09:00:00 +%s`.
    const moment = 1_795_338_000_000;
    for (const text of [
      '2026-11-22T09:00:00Z',
      '2026-11-22T09:00',
      '2026-11-22T10:00+01:00',
      '2026-11-22T09:00:00.000Z',
      String(moment),
    ]) {
      assert.equal(parseTime(text), moment, text);
    }
    assert.equal(parseTime('2026-11-22'), moment - 9 * 3_600_000);
  });

  it('refuses what is not a moment, impossible days included', () => {
    for (const text of [
      '',
      'now',
      '2026-02-30',
      '2026-13-01',
      '2026-04-31T00:00Z',
      '22.11.2026',
      '2026-11-22T25:00',
    ]) {
      assert.throws(() => parseTime(text), { code: 'USAGE' }, text);
    }
  });

  it('reads back every moment that it is written for', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1980-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
        date => {
          assert.equal(parseTime(date.toISOString()), date.getTime());
        },
      ),
    );
  });
});

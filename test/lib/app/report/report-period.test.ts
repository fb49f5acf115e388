import assert from 'node:assert/strict';
import { reportPeriod } from '../../../../src/lib/app/report/report-period.ts';
import { isoTime } from '../../../../src/lib/core/clock.ts';

const at = (text: string): number => Date.parse(text);
const NOW = at('2026-11-26T11:13:00Z');
const period = (kind: 'daily' | 'weekly', day: string | null) => {
  const { name, fromMs, toMs } = reportPeriod(kind, day === null ? null : at(day), NOW);
  return [name, isoTime(fromMs).slice(0, 16), isoTime(toMs).slice(0, 16)];
};

describe('the period of a report', () => {
  it('is the last one that is over', () => {
    assert.deepEqual(period('daily', null), ['2026-11-25', '2026-11-25T00:00', '2026-11-26T00:00']);
    assert.deepEqual(period('weekly', null), ['2026-W47', '2026-11-16T00:00', '2026-11-23T00:00']);
  });

  it('is the one that a moment lies in, its first millisecond included', () => {
    assert.deepEqual(period('daily', '2026-11-24'), ['2026-11-24', '2026-11-24T00:00', '2026-11-25T00:00']);
    assert.deepEqual(period('weekly', '2026-11-23')[0], '2026-W48');
    assert.deepEqual(period('weekly', '2026-11-22T23:59:59.999Z')[0], '2026-W47');
  });

  // Expected: date(1) of GNU coreutils, format %G-W%V.
  it('names weeks by ISO 8601, around the turn of a year too', () => {
    const weeks = {
      '2026-01-01': '2026-W01',
      '2027-01-01': '2026-W53',
      '2024-12-30': '2025-W01',
      '2021-01-03': '2020-W53',
      '2020-12-31': '2020-W53',
      '1969-12-31': '1970-W01',
    };
    for (const [day, name] of Object.entries(weeks)) assert.equal(period('weekly', day)[0], name, day);
  });
});

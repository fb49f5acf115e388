import assert from 'node:assert/strict';
import { newYork } from '../../../../src/lib/dashboards/terminal/new-york.ts';

/* Hours of the exchange: https://www.nyse.com/markets/hours-calendars; 9:30 to 16:00 Eastern time. */
const at = (iso: string) => {
  const { changesAtMs, ...rest } = newYork(Date.parse(iso));
  return { ...rest, changes: new Date(changesAtMs).toISOString() };
};

describe('the clock of New York', () => {
  for (const [moment, time, isOpen, changes] of [
    // Winter, UTC-5.
    ['2026-11-25T14:29:59Z', '09:29:59', false, '2026-11-25T14:30:00.000Z'],
    ['2026-11-25T14:30:00Z', '09:30:00', true, '2026-11-25T21:00:00.000Z'],
    // Thursday is Thanksgiving, and Friday ends at 13:00.
    ['2026-11-25T21:00:00Z', '16:00:00', false, '2026-11-27T14:30:00.000Z'],
    ['2026-11-26T15:00:00Z', '10:00:00', false, '2026-11-27T14:30:00.000Z'],
    ['2026-11-27T15:00:00Z', '10:00:00', true, '2026-11-27T18:00:00.000Z'],
    ['2026-11-27T23:15:07Z', '18:15:07', false, '2026-11-30T14:30:00.000Z'],
    ['2026-11-28T12:00:00Z', '07:00:00', false, '2026-11-30T14:30:00.000Z'],
    // Summer, UTC-4.
    ['2026-07-01T13:30:00Z', '09:30:00', true, '2026-07-01T20:00:00.000Z'],
    // Clocks change in the night to Sunday: 2026-03-08 forward, 2026-11-01 back.
    ['2026-03-06T22:00:00Z', '17:00:00', false, '2026-03-09T13:30:00.000Z'],
    ['2026-10-30T21:00:00Z', '17:00:00', false, '2026-11-02T14:30:00.000Z'],
    ['2026-03-08T06:59:59Z', '01:59:59', false, '2026-03-09T13:30:00.000Z'],
    ['2026-11-26T04:00:00Z', '23:00:00', false, '2026-11-27T14:30:00.000Z'],
    ['2026-11-29T05:00:00Z', '00:00:00', false, '2026-11-30T14:30:00.000Z'],
  ] as const)
    it(`shows ${time} at ${moment} and is ${isOpen ? 'open' : 'closed'}`, () => {
      assert.deepEqual(at(moment), { time, isOpen, changes });
    });
});

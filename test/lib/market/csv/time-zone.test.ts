import assert from 'node:assert/strict';
import fc from 'fast-check';
import { timeZone } from '../../../../src/lib/market/csv/time-zone.ts';

const newYork = timeZone('America/New_York');
const utcOf = (wall: string): string =>
  new Date(newYork.toUtc(Date.parse(`${wall}Z`))).toISOString().slice(0, 16);

// Switches of 2024: 10 March 02:00 EST to 03:00 EDT, 3 November 02:00 EDT to 01:00 EST.
describe('timeZone', () => {
  it('knows winter and summer', () => {
    assert.equal(utcOf('2024-01-15T09:30'), '2024-01-15T14:30');
    assert.equal(utcOf('2024-07-15T09:30'), '2024-07-15T13:30');
  });

  it('moves an hour that is skipped forward', () => {
    assert.equal(utcOf('2024-03-10T01:59'), '2024-03-10T06:59');
    assert.equal(utcOf('2024-03-10T02:30'), '2024-03-10T07:30');
    assert.equal(utcOf('2024-03-10T03:00'), '2024-03-10T07:00');
  });

  it('takes the first pass of an hour that is repeated', () => {
    assert.equal(utcOf('2024-11-03T00:59'), '2024-11-03T04:59');
    assert.equal(utcOf('2024-11-03T01:30'), '2024-11-03T05:30');
    assert.equal(utcOf('2024-11-03T02:00'), '2024-11-03T07:00');
  });

  it('comes back from the wall clock, except in the repeated hour', () => {
    const zones = fc.constantFrom(
      'America/New_York',
      'Europe/London',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'UTC',
    );
    const minutes = fc.integer({ min: Date.UTC(1990, 0, 1) / 60_000, max: Date.UTC(2040, 0, 1) / 60_000 });
    fc.assert(
      fc.property(zones, minutes, (name, minute) => {
        const zone = timeZone(name);
        const wall = zone.toWall(minute * 60_000);
        assert.equal(zone.toWall(zone.toUtc(wall)), wall);
      }),
      { numRuns: 300 },
    );
  });
});

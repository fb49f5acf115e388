import assert from 'node:assert/strict';
import { VirtualClock } from '../../../src/lib/app/virtual-clock.ts';

describe('VirtualClock', () => {
  it('moves when it is told to, both of its clocks together', () => {
    const clock = new VirtualClock(1_000);
    clock.advance(500);
    clock.moveTo(2_000);
    assert.deepEqual([clock.now(), clock.monotonic()], [2_000, 2_000]);
  });

  it('does not go back', () => {
    const clock = new VirtualClock(1_000);
    assert.throws(() => clock.moveTo(999), RangeError);
    assert.throws(() => clock.advance(-1), RangeError);
    assert.equal(clock.now(), 1_000);
  });
});

import assert from 'node:assert/strict';
import { onceAMinute } from '../../../src/lib/server/once-a-minute.ts';
import { HandClock } from '../../support/quotes.ts';

describe('a sentence of trouble', () => {
  it('is said once a minute, each for itself', () => {
    const [clock, said] = [new HandClock(0), [] as string[]];
    const tell = onceAMinute(sentence => void said.push(sentence), clock);
    for (const sentence of ['a', 'a', 'b', 'a']) tell(sentence);
    assert.deepEqual(said, ['a', 'b']);
    clock.advance(59_999);
    tell('a');
    clock.advance(1);
    tell('a');
    assert.deepEqual(said, ['a', 'b', 'a']);
  });
});

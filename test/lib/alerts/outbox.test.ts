import assert from 'node:assert/strict';
import { type Alert, news } from '../../../src/lib/alerts/alert.ts';
import {
  channelKey,
  type Delivery,
  delivered,
  EMPTY_OUTBOX,
  isDue,
  queued,
} from '../../../src/lib/alerts/outbox.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 22, 9);
const failed = (retryAfterMs: number | null = null): Delivery => ({
  kind: 'failed',
  why: 'it is down',
  retryAfterMs,
});
const alert = (kind: Alert['kind'], key = 'halt'): Alert => ({ ...news('test', 'Halted.', NOW), kind, key });
const ALL = { name: 'phone' };

describe('the outbox of a channel', () => {
  it('takes what the channel wants, and what is held back always', () => {
    const all = [alert('problem'), alert('trade'), alert('held')];
    const kinds = (only?: ['trade']) =>
      queued(EMPTY_OUTBOX, all, { ...ALL, only }, NOW).waiting.map(({ kind }) => kind);
    assert.deepEqual(kinds(), ['problem', 'trade', 'held']);
    assert.deepEqual(kinds(['trade']), ['trade', 'held']);
  });

  it('does not tell a channel that it is dead', () => {
    const dead = alert('warning', channelKey('phone'));
    assert.deepEqual(queued(EMPTY_OUTBOX, [dead], ALL, NOW).waiting, []);
    assert.equal(queued(EMPTY_OUTBOX, [dead], { name: 'other' }, NOW).waiting.length, 1);
  });

  it('keeps the newest twenty, and nothing that is a day old', () => {
    const many = Array.from({ length: 30 }, (_, i) => alert('problem', `order.${i}`));
    const box = queued(EMPTY_OUTBOX, many, ALL, NOW);
    assert.deepEqual([box.waiting.length, box.waiting.at(-1)?.key], [20, 'order.29']);
    assert.deepEqual(queued(box, [], ALL, NOW + 24 * 60 * MINUTE).waiting, []);
  });

  it('is tried again at the next run, then after 2, 4, 8 … minutes, at most an hour', () => {
    let box = queued(EMPTY_OUTBOX, [alert('problem')], ALL, NOW);
    const waits = Array.from({ length: 8 }, () => {
      box = delivered(box, failed(), NOW);
      return (box.nextTryMs - NOW) / MINUTE;
    });
    assert.deepEqual(waits, [0, 2, 4, 8, 16, 32, 60, 60]);
    assert.equal(isDue(box, NOW + 59 * MINUTE), false);
    assert.equal(isDue(box, NOW + 60 * MINUTE), true);
    assert.equal(isDue(box, NOW - 24 * 60 * MINUTE), true, 'the clock was set back');
  });

  it('waits for as long as the channel asks, and no longer than an hour', () => {
    const box = queued(EMPTY_OUTBOX, [alert('problem')], ALL, NOW);
    assert.equal(delivered(box, failed(30 * MINUTE), NOW).nextTryMs, NOW + 30 * MINUTE);
    assert.equal(delivered(box, failed(9_999 * MINUTE), NOW).nextTryMs, NOW + 60 * MINUTE);
  });

  it('is empty once it was taken', () => {
    const box = delivered(queued(EMPTY_OUTBOX, [alert('problem')], ALL, NOW), failed(), NOW);
    assert.deepEqual(delivered(box, { kind: 'taken', why: 'it answered 200' }, NOW + MINUTE), {
      ...EMPTY_OUTBOX,
      lastTakenMs: NOW + MINUTE,
    });
  });

  it('is not tried while nothing waits in it', () => {
    assert.equal(isDue(EMPTY_OUTBOX, NOW), false);
  });
});

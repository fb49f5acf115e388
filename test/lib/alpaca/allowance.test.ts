import assert from 'node:assert/strict';
import { Allowance } from '../../../src/lib/alpaca/allowance.ts';
import { HandClock } from '../../support/quotes.ts';

const NOON = Date.UTC(2026, 10, 22, 12);

function desk(budget = 5) {
  const clock = new HandClock(NOON);
  return { clock, allowance: new Allowance(clock, budget) };
}

const headers = (remaining: string | null, reset: string | null = null): Headers =>
  new Headers({
    ...(remaining === null ? {} : { 'X-RateLimit-Remaining': remaining }),
    ...(reset === null ? {} : { 'X-RateLimit-Reset': reset }),
  });

const seconds = (ms: number): string => String((NOON + ms) / 1_000);

describe('the allowance of requests', () => {
  it('is used up by its budget, and renewed', () => {
    const { allowance } = desk(2);
    assert.deepEqual([allowance.take(), allowance.take()], [null, null]);
    assert.equal(allowance.take()?.code, 'BROKER_BUDGET');
    allowance.renew(1);
    assert.deepEqual([allowance.take(), allowance.take()?.code], [null, 'BROKER_BUDGET']);
  });

  it('goes on while 20 are left, and stops below that until the time that Alpaca named', () => {
    const { clock, allowance } = desk();
    allowance.learn(200, headers('20', seconds(30_000)));
    assert.equal(allowance.take(), null);
    allowance.learn(200, headers('19', seconds(30_000)));
    assert.equal(allowance.resumeAtMs, NOON + 30_000);
    assert.deepEqual(allowance.take(), {
      code: 'RATE_LIMITED',
      detail: 'Alpaca takes no more requests for 30 s',
    });
    clock.advance(29_999);
    assert.equal(allowance.take()?.code, 'RATE_LIMITED');
    clock.advance(1);
    assert.equal(allowance.take(), null);
    assert.equal(allowance.resumeAtMs, null);
  });

  it('stops after 429 whatever is said to be left', () => {
    for (const told of [headers('150', seconds(10_000)), headers(null, seconds(10_000))]) {
      const { allowance } = desk();
      allowance.learn(429, told);
      assert.equal(allowance.resumeAtMs, NOON + 10_000);
    }
  });

  it('waits a minute when the time to resume is missing, past, far away or nonsense', () => {
    for (const reset of [
      null,
      '0',
      seconds(-1_000),
      seconds(3_600_000),
      'soon',
      '-5',
      '1e12',
      '999999999999999',
    ]) {
      const { allowance } = desk();
      allowance.learn(429, headers(null, reset));
      assert.equal(allowance.resumeAtMs, NOON + 60_000, String(reset));
    }
  });

  it('does not spend the budget on what it withholds', () => {
    const { clock, allowance } = desk(1);
    allowance.learn(429, headers(null));
    for (let asked = 0; asked < 5; asked++) allowance.take();
    clock.advance(60_000);
    assert.equal(allowance.take(), null);
  });

  it('learns nothing from headers that are not there or that nobody can read', () => {
    const { allowance } = desk();
    for (const remaining of [null, '', 'many', '-1', '1.5', 'NaN']) allowance.learn(200, headers(remaining));
    assert.equal(allowance.resumeAtMs, null);
  });
});

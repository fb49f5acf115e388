import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cents, parseCents } from '../../../src/lib/core/money.ts';
import { entryCap, shareOfBuyingPower } from '../../../src/lib/risk/entry-cap.ts';
import { context, LIMITS } from '../../support/orders.ts';

const capAt = (buyingPower: string, spent = '0') =>
  entryCap(
    { buyingPower: parseCents(buyingPower), day: { orders: 0, loss: cents(0), notional: parseCents(spent) } },
    LIMITS,
  );

describe('entryCap', () => {
  it('is 2 % below $3,750 of buying power and $75 from there on', () => {
    assert.equal(capAt('3749.99'), 7_499n);
    assert.equal(capAt('3750'), 7_500n);
    assert.equal(capAt('1000000'), 7_500n);
  });

  it('stays below the minimum of the broker up to $500 of buying power', () => {
    assert.equal(capAt('499.99'), 999n);
    assert.equal(capAt('500'), 1_000n);
  });

  it('is what the day has left when that is least, and never negative', () => {
    assert.equal(capAt('10000', '1460'), 4_000n);
    assert.equal(capAt('10000', '1500'), 0n);
    assert.equal(capAt('10000', '1501'), 0n);
    assert.equal(capAt('-5'), 0n);
  });

  it('never exceeds 2 % by exact arithmetic, and misses it by less than a cent', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 375_000n }), power => {
        const cap = entryCap({ ...context(), buyingPower: cents(power) }, LIMITS);
        assert.ok(cap * 50n <= power && (cap + 1n) * 50n > power);
      }),
    );
  });
});

describe('shareOfBuyingPower', () => {
  it('is nothing of nothing', () => {
    assert.equal(shareOfBuyingPower(cents(0), 20_000n), 0n);
    assert.equal(shareOfBuyingPower(cents(-100), 20_000n), 0n);
  });
});

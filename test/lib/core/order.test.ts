import assert from 'node:assert/strict';
import fc from 'fast-check';
import { clientOrderId, isHiveOrderId, type OrderIdentity, slotOf } from '../../../src/lib/core/order.ts';

const identity: OrderIdentity = {
  account: 'PA3717PJAYWN',
  mode: 'paper',
  symbol: 'BTC/USD',
  side: 'buy',
  slot: 14_000_000,
};

/** Slots up to the year 2200, every symbol that may trade, all modes. */
const identities: fc.Arbitrary<OrderIdentity> = fc.record({
  account: fc.string({ maxLength: 40 }),
  mode: fc.constantFrom('simulated', 'paper', 'live'),
  symbol: fc.constantFrom('BTC/USD', 'ETH/USD'),
  side: fc.constantFrom('buy', 'sell'),
  slot: fc.integer({ min: 0, max: slotOf(Date.UTC(2200, 0)) }),
});

describe('clientOrderId', () => {
  it('names symbol, side and slot in the open, and account and mode by their hash', () => {
    // First ten hex digits of sha256("paper\nPA3717PJAYWN"), computed with coreutils sha256sum.
    assert.equal(clientOrderId(identity), 'hive-adab92f6f2-BTCUSD-buy-14000000');
  });

  it('is the same for the same identity, at most 48 characters, of the charset brokers take (I4)', () => {
    fc.assert(
      fc.property(identities, given => {
        const id = clientOrderId(given);
        assert.equal(id, clientOrderId({ ...given }));
        assert.match(id, /^[A-Za-z0-9_-]{1,48}$/);
        assert.ok(isHiveOrderId(id));
      }),
    );
  });

  it('differs whenever the identity differs, over 48,000 identities (I4)', () => {
    const slots = Array.from({ length: 2_000 }, (_, index) => identity.slot + index);
    const ids = ['PA1', 'PA2', 'SIM-0123456789'].flatMap(account =>
      ['simulated', 'live'].flatMap(mode =>
        ['BTC/USD', 'ETH/USD'].flatMap(symbol =>
          (['buy', 'sell'] as const).flatMap(side =>
            slots.map(slot => clientOrderId({ account, mode, symbol, side, slot })),
          ),
        ),
      ),
    );
    assert.equal(ids.length, 48_000);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('differs for random pairs of different identities', () => {
    fc.assert(
      fc.property(identities, identities, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        assert.equal(clientOrderId(a) === clientOrderId(b), same);
      }),
    );
  });
});

describe('slotOf', () => {
  it('counts two-minute slots from the epoch', () => {
    assert.equal(slotOf(0), 0);
    assert.equal(slotOf(119_999), 0);
    assert.equal(slotOf(120_000), 1);
    assert.equal(slotOf(Date.UTC(2026, 0, 15, 12)), 14_737_320);
  });
});

describe('isHiveOrderId', () => {
  it('knows its own ids from foreign ones', () => {
    assert.ok(isHiveOrderId(clientOrderId(identity)));
    assert.ok(!isHiveOrderId('904837e3-3b76-47ec-b432-046db621571b'));
    assert.ok(!isHiveOrderId(''));
  });
});

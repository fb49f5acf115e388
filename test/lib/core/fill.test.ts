import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ratePpm, settle } from '../../../src/lib/core/fill.ts';
import { notional, parseCents, parsePrice, parseQty, price, qty } from '../../../src/lib/core/money.ts';

const TAKER = 2_500n;
const quantities = fc.bigInt({ min: 1n, max: 10n ** 13n }).map(qty);
const prices = fc.bigInt({ min: 1n, max: 10n ** 15n }).map(price);
const rates = fc.bigInt({ min: 0n, max: 50_000n });

describe('settle', () => {
  it('keeps the net quantities that were seen at the broker', () => {
    // Live and paper fills: bennycode/trading-signals PR#1353, alpacahq/alpaca-py#374.
    for (const [gross, net] of [
      ['0.001254903', '0.001251765'],
      ['0.1', '0.09975'],
      ['0.0002', '0.0001995'],
    ] as const) {
      const fill = { side: 'buy' as const, qty: parseQty(gross), price: parsePrice('60000') };
      assert.equal(settle(fill, TAKER).qty, parseQty(net));
    }
  });

  it('takes the fee of a sale in dollars, rounded up to the cent', () => {
    // 56.7232 × 0.25 % = 0.1418 was billed as 0.15: bennycode/trading-signals PR#1350.
    const sale = settle({ side: 'sell', qty: parseQty('0.001'), price: parsePrice('56723.2') }, TAKER);
    assert.deepEqual(sale, {
      cash: parseCents('56.57'),
      qty: parseQty('-0.001'),
      feeQty: 0n,
      feeCash: parseCents('0.15'),
      feeValue: parseCents('0.15'),
    });
  });

  it('takes the fee of a buy in coins and says what it is worth', () => {
    const buy = settle({ side: 'buy', qty: parseQty('0.1'), price: parsePrice('50000') }, TAKER);
    assert.deepEqual(buy, {
      cash: parseCents('-5000'),
      qty: parseQty('0.09975'),
      feeQty: parseQty('0.00025'),
      feeCash: 0n,
      feeValue: parseCents('12.5'),
    });
  });

  it('never settles better than exact arithmetic would', () => {
    fc.assert(
      fc.property(quantities, prices, rates, (amount, at, ppm) => {
        const buy = settle({ side: 'buy', qty: amount, price: at }, ppm);
        assert.ok(-buy.cash * 10n ** 16n >= amount * at);
        assert.ok(buy.qty * 1_000_000n <= amount * (1_000_000n - ppm));
        assert.equal(buy.qty + buy.feeQty, amount);
        const sell = settle({ side: 'sell', qty: amount, price: at }, ppm);
        assert.ok(sell.cash * 10n ** 22n <= amount * at * (1_000_000n - ppm));
        assert.equal(sell.cash + sell.feeCash, notional(amount, at, 'floor'));
        assert.equal(sell.qty, -amount);
      }),
    );
  });

  it('never makes money on a round trip at one price', () => {
    fc.assert(
      fc.property(quantities, prices, rates, (amount, at, ppm) => {
        const buy = settle({ side: 'buy', qty: amount, price: at }, ppm);
        const sell = settle({ side: 'sell', qty: buy.qty, price: at }, ppm);
        assert.ok(buy.cash + sell.cash <= 0n);
      }),
    );
  });
});

describe('ratePpm', () => {
  it('gives parts per million, rounded up', () => {
    assert.equal(ratePpm(0.0025), 2_500n);
    assert.equal(ratePpm(0.0015), 1_500n);
    assert.equal(ratePpm(0), 0n);
    assert.equal(ratePpm(0.0000001), 1n);
  });

  it('adds nothing to a whole number of parts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000 }), parts =>
        assert.equal(ratePpm(parts / 1e6), BigInt(parts)),
      ),
    );
  });
});

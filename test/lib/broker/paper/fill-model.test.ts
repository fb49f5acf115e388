import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quoteFills } from '../../../../src/lib/broker/paper/fill-model.ts';
import { parsePrice } from '../../../../src/lib/core/money.ts';

const quote = (bid: number, ask: number) => ({ symbol: 'BTC/USD', timeMs: 0, bid, ask });

describe('quoteFills', () => {
  it('buys at the ask and sells at the bid', () => {
    const model = quoteFills({ slippageBps: 0 });
    assert.equal(model.price('buy', quote(99.5, 100.5)), parsePrice('100.5'));
    assert.equal(model.price('sell', quote(99.5, 100.5)), parsePrice('99.5'));
  });

  it('makes both sides worse by the slippage', () => {
    const model = quoteFills({ slippageBps: 25 });
    assert.equal(model.price('buy', quote(100, 200)), parsePrice('200.5'));
    assert.equal(model.price('sell', quote(100, 200)), parsePrice('99.75'));
  });

  it('rounds the slippage up to a whole unit of price', () => {
    const model = quoteFills({ slippageBps: 1 });
    assert.equal(model.price('buy', quote(3e-9, 3e-9)), 4n);
    assert.equal(model.price('sell', quote(3e-9, 3e-9)), 2n);
  });

  it('slips by the stated part, not by one more for the tail of a double', () => {
    // 1.1 * 100 is 110.00000000000001 in doubles; 1.1 bps of 10,000 dollars are 1.1 dollars.
    assert.equal(quoteFills({ slippageBps: 1.1 }).price('buy', quote(9_999, 10_000)), parsePrice('10001.1'));
  });

  it('fills nothing on a quote that is not sane', () => {
    const model = quoteFills({ slippageBps: 0 });
    for (const [bid, ask] of [
      [2, 1],
      [0, 1],
      [-1, 1],
      [Number.NaN, 1],
      [1, Number.NaN],
      [1, Number.POSITIVE_INFINITY],
      [1e-12, 1e-12],
    ] as const) {
      assert.equal(model.price('buy', quote(bid, ask)), null);
    }
  });

  it('fills no sale at a price of nothing', () => {
    assert.equal(quoteFills({ slippageBps: 10_000 }).price('sell', quote(100, 100)), null);
  });

  it('never gives a better price than the quote', () => {
    const prices = fc.tuple(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 0, max: 1_000 }));
    fc.assert(
      fc.property(
        prices,
        fc.double({ min: 0, max: 500, noNaN: true }),
        ([bidCents, spreadCents], slippageBps) => {
          const [bid, ask] = [bidCents / 100, (bidCents + spreadCents) / 100];
          const model = quoteFills({ slippageBps });
          assert.ok(model.price('buy', quote(bid, ask))! >= parsePrice(ask.toFixed(2)));
          assert.ok(model.price('sell', quote(bid, ask))! <= parsePrice(bid.toFixed(2)));
        },
      ),
    );
  });

  it('refuses a slippage that is none', () => {
    for (const slippageBps of [-1, 10_001, Number.NaN]) {
      assert.throws(() => quoteFills({ slippageBps }), RangeError);
    }
  });
});

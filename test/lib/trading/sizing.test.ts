import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Cents,
  cents,
  notional,
  parseCents,
  parsePrice,
  parseQty,
  price,
  qty,
} from '../../../src/lib/core/money.ts';
import { entryIntent, exitIntent } from '../../../src/lib/trading/sizing.ts';

const CAP = parseCents('75');
const exitOf = (held: string, bid: string, maxOrder: Cents = CAP) => {
  const intent = exitIntent({
    symbol: 'BTC/USD',
    bid: parsePrice(bid),
    held: parseQty(held),
    maxOrder,
    reason: 'EXIT_STOP',
    confidence: null,
  });
  assert.equal(intent.size.kind, 'qty');
  return { ...intent, sold: intent.size.qty };
};

describe('entryIntent', () => {
  it('spends exactly the budget at the ask', () => {
    const request = {
      symbol: 'BTC/USD',
      ask: parsePrice('50010'),
      budget: parseCents('58.8'),
      confidence: 0.8,
    };
    assert.deepEqual(entryIntent(request), {
      symbol: 'BTC/USD',
      side: 'buy',
      size: { kind: 'notional', notional: 5_880n },
      purpose: 'entry',
      reason: 'ENTRY_SIGNAL',
      confidence: 0.8,
      referencePrice: parsePrice('50010'),
      notional: 5_880n,
    });
  });
});

describe('exitIntent', () => {
  it('sells the whole position up to the cap', () => {
    // 0.0015 × 50,000 = 75.00, exactly the cap.
    assert.equal(exitOf('0.0015', '50000').sold, parseQty('0.0015'));
    assert.equal(exitOf('0.0015', '50000').notional, CAP);
  });

  it('sells half of a position just above the cap, and a third above twice the cap', () => {
    // 75.0000005 dollars count as 75.01; floor9(0.001500001 / 2), floor9(0.003000001 / 3).
    assert.equal(exitOf('0.001500001', '50000').sold, parseQty('0.00075'));
    assert.equal(exitOf('0.003000001', '50000').sold, parseQty('0.001'));
  });

  it('asks for the whole when there is no cap to divide by, and leaves the refusal to risk', () => {
    assert.equal(exitOf('0.01', '50000', cents(0)).sold, parseQty('0.01'));
  });

  const position = fc.record({
    held: fc.bigInt({ min: 1n, max: 10n ** 12n }).map(qty),
    bid: fc.bigInt({ min: 10n ** 6n, max: 10n ** 15n }).map(price),
  });
  const worthTrading = position.filter(({ held, bid }) => notional(held, bid, 'ceil') <= 10_000_000n);

  it('never exceeds the cap, and above it makes no part smaller than the broker takes', () => {
    fc.assert(
      fc.property(worthTrading, ({ held, bid }) => {
        const part = exitIntent({
          symbol: 'X',
          bid,
          held,
          maxOrder: CAP,
          reason: 'EXIT_TIME',
          confidence: null,
        });
        assert.ok(part.size.kind === 'qty' && part.size.qty > 0n && part.size.qty <= held);
        assert.ok(part.notional <= CAP);
        // Equal parts of more than 75 dollars are never below 37.50; a coin of 1e-9 may cost a cent of it.
        const value = notional(held, bid, 'ceil');
        if (value > CAP && bid < 10n ** 14n) assert.ok(notional(part.size.qty, bid, 'floor') >= 1_000n);
      }),
      { numRuns: 300 },
    );
  });

  it('sells the whole to the last 1e-9 over successive ticks', () => {
    fc.assert(
      fc.property(
        worthTrading,
        fc.array(fc.integer({ min: 900, max: 1_100 }), { maxLength: 20 }),
        (start, moves) => {
          let { held, bid } = start;
          const first = notional(held, bid, 'ceil');
          let sold = 0n;
          for (let tick = 0; held > 0n; tick++) {
            assert.ok(BigInt(tick) <= first, 'an exit does not end');
            const part = exitIntent({
              symbol: 'X',
              bid,
              held,
              maxOrder: CAP,
              reason: 'EXIT_TIME',
              confidence: null,
            });
            assert.ok(part.size.kind === 'qty');
            sold += part.size.qty;
            held = qty(held - part.size.qty);
            bid = price((bid * BigInt(moves[tick % Math.max(1, moves.length)] ?? 1_000)) / 1_000n);
            if (bid < 10n ** 6n) bid = price(10n ** 6n);
            if (notional(held, bid, 'ceil') > 10n ** 8n) bid = start.bid;
          }
          assert.equal(sold, start.held);
        },
      ),
      { numRuns: 100 },
    );
  });
});

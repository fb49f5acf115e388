import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cents, parseCents, parsePrice, parseQty, price, qty } from '../../../src/lib/core/money.ts';
import { type Lots, lotsCost, lotsQty, marketValue, sellLots } from '../../../src/lib/core/position.ts';

const lot = fc.record({
  qty: fc.bigInt({ min: 1n, max: 10n ** 12n }).map(qty),
  cost: fc.bigInt({ min: 0n, max: 10n ** 8n }).map(cents),
  openedMs: fc.integer({ min: 0, max: 2 ** 41 }),
});
const lots = fc.array(lot, { maxLength: 8 });
const share = fc.bigInt({ min: 0n, max: 1_000n });

const partOf = (held: Lots, thousandths: bigint) => qty((lotsQty(held) * thousandths) / 1_000n);

const two: Lots = [
  { qty: parseQty('1'), cost: parseCents('100'), openedMs: 1 },
  { qty: parseQty('2'), cost: parseCents('400'), openedMs: 2 },
];

describe('sellLots', () => {
  it('sells the oldest coins first', () => {
    // All of the first lot and a quarter of the second: 100 + 400 / 4.
    assert.deepEqual(sellLots(two, parseQty('1.5')), {
      lots: [{ qty: parseQty('1.5'), cost: parseCents('300'), openedMs: 2 }],
      cost: parseCents('200'),
    });
  });

  it('leaves nothing when all is sold, and all when nothing is', () => {
    assert.deepEqual(sellLots(two, parseQty('3')), { lots: [], cost: parseCents('500') });
    assert.deepEqual(sellLots(two, parseQty('0')), { lots: two, cost: 0n });
  });

  it('lets the last coins of a lot carry the rest of its cost', () => {
    const third: Lots = [{ qty: qty(3), cost: cents(100), openedMs: 0 }];
    const first = sellLots(third, qty(1));
    const second = sellLots(first.lots, qty(1));
    const last = sellLots(second.lots, qty(1));
    assert.deepEqual([first.cost, second.cost, last.cost], [33n, 33n, 34n]);
  });

  it('throws when more is sold than there is', () => {
    assert.throws(() => sellLots(two, parseQty('3.000000001')), /sold 3000000001 of 3000000000 held/);
    assert.throws(() => sellLots([], qty(1)), RangeError);
  });

  it('preserves coins and cost, and lets no lot go negative (I24)', () => {
    fc.assert(
      fc.property(lots, share, (held, thousandths) => {
        const sold = partOf(held, thousandths);
        const sale = sellLots(held, sold);
        assert.equal(lotsQty(sale.lots) + sold, lotsQty(held));
        assert.equal(lotsCost(sale.lots) + sale.cost, lotsCost(held));
        assert.ok(sale.lots.every(left => left.qty > 0n && left.cost >= 0n));
        assert.deepEqual(
          sale.lots.map(left => left.openedMs),
          held.slice(held.length - sale.lots.length).map(left => left.openedMs),
        );
      }),
    );
  });

  it('adds up to what was paid over any sequence of sales', () => {
    fc.assert(
      fc.property(lots, fc.array(share, { maxLength: 6 }), (held, sequence) => {
        let left: Lots = held;
        let cost = 0n;
        for (const thousandths of sequence) {
          const sale = sellLots(left, partOf(left, thousandths));
          left = sale.lots;
          cost += sale.cost;
        }
        cost += sellLots(left, lotsQty(left)).cost;
        assert.equal(cost, lotsCost(held));
      }),
    );
  });

  it('does not change the lots it was given', () => {
    const before = structuredClone(two);
    sellLots(two, parseQty('1.5'));
    assert.deepEqual(two, before);
  });
});

describe('marketValue', () => {
  it('values all lots together, rounded down', () => {
    assert.equal(marketValue(two, parsePrice('10.009')), parseCents('30.02'));
    assert.equal(marketValue([], price(1)), 0n);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  affordableQty,
  cents,
  centsFromDollars,
  dollars,
  feeOfCents,
  feeOfQty,
  formatCents,
  formatPrice,
  formatQty,
  minCents,
  notional,
  parseCents,
  parsePrice,
  parseQty,
  price,
  priceFromNumber,
  priceNumber,
  qty,
  qtyNumber,
} from '../../../src/lib/core/money.ts';

const LIMIT = 10n ** 18n;
const amounts = fc.bigInt({ min: -LIMIT, max: LIMIT });
const positive = fc.bigInt({ min: 1n, max: 10n ** 15n });
const CENT_UNITS = 10n ** 16n;
const PLAIN = /^-?\d+(\.\d+)?$/;

describe('amounts as text', () => {
  it('come back as they were, and never with an exponent', () => {
    fc.assert(
      fc.property(amounts, value => {
        assert.equal(parseCents(formatCents(cents(value))), value);
        assert.equal(parseQty(formatQty(qty(value))), value);
        assert.equal(parsePrice(formatPrice(price(value))), value);
        for (const text of [formatCents(cents(value)), formatQty(qty(value)), formatPrice(price(value))]) {
          assert.match(text, PLAIN);
        }
      }),
    );
  });

  it('show cents with two decimals, prices with at least two, quantities with as few as needed', () => {
    assert.equal(formatCents(cents(7_500)), '75.00');
    assert.equal(formatCents(cents(-5)), '-0.05');
    assert.equal(formatPrice(price(50_000n * 1_000_000_000n)), '50000.00');
    assert.equal(formatPrice(price(1)), '0.000000001');
    assert.equal(formatQty(qty(1_254_903)), '0.001254903');
    assert.equal(formatQty(qty(2_000_000_000)), '2');
    assert.equal(formatQty(qty(0)), '0');
  });

  it('take zeros beyond the last decimal and refuse digits there', () => {
    assert.equal(parseCents('0.10000'), 10n);
    assert.equal(parseQty('0.1000000000'), 100_000_000n);
    assert.throws(() => parseCents('0.001'), /"0.001" is not an amount of money with at most 2 decimals/);
    assert.throws(() => parseQty('0.0000000001'), RangeError);
  });

  it('refuse everything but plain decimals', () => {
    for (const text of [
      '',
      ' 1',
      '1e5',
      '+1',
      '1,5',
      '.5',
      '1.',
      'NaN',
      'Infinity',
      '0x10',
      '١',
      '--1',
      '1\n',
    ]) {
      assert.throws(() => parseCents(text), RangeError, JSON.stringify(text));
      assert.throws(() => parseQty(text), RangeError, JSON.stringify(text));
      assert.throws(() => parsePrice(text), RangeError, JSON.stringify(text));
    }
  });
});

describe('notional', () => {
  it('rounds down or up by less than a cent, and not at all when exact', () => {
    fc.assert(
      fc.property(amounts, positive, (amount, at) => {
        const exact = amount * at;
        const low = notional(qty(amount), price(at), 'floor');
        const high = notional(qty(amount), price(at), 'ceil');
        assert.ok(low * CENT_UNITS <= exact && exact < (low + 1n) * CENT_UNITS);
        assert.ok((high - 1n) * CENT_UNITS < exact && exact <= high * CENT_UNITS);
        assert.equal(low === high, exact % CENT_UNITS === 0n);
      }),
    );
  });

  it('gives 62.74 or 62.75 dollars for 0.001254903 coins at 50,000', () => {
    // 0.001254903 × 50,000 = 62.74515.
    assert.equal(notional(parseQty('0.001254903'), parsePrice('50000'), 'floor'), parseCents('62.74'));
    assert.equal(notional(parseQty('0.001254903'), parsePrice('50000'), 'ceil'), parseCents('62.75'));
  });
});

describe('affordableQty', () => {
  it('costs no more than the budget, and one unit more would', () => {
    fc.assert(
      fc.property(positive, positive, (budget, at) => {
        const bought = affordableQty(cents(budget), price(at));
        assert.ok(bought * at <= budget * CENT_UNITS && (bought + 1n) * at > budget * CENT_UNITS);
        assert.ok(notional(bought, price(at), 'ceil') <= budget);
      }),
    );
  });

  it('is nothing without money or without a price', () => {
    assert.equal(affordableQty(cents(0), price(1)), 0n);
    assert.equal(affordableQty(cents(-1), price(1)), 0n);
    assert.equal(affordableQty(cents(1), price(0)), 0n);
    assert.equal(affordableQty(cents(1), price(-1)), 0n);
  });
});

describe('fees', () => {
  it('round the way they are told, by less than a unit', () => {
    fc.assert(
      fc.property(positive, fc.bigInt({ min: 0n, max: 1_000_000n }), (amount, ppm) => {
        for (const fee of [feeOfCents(cents(amount), ppm, 'ceil'), feeOfQty(qty(amount), ppm, 'ceil')]) {
          assert.ok(fee * 1_000_000n >= amount * ppm && (fee - 1n) * 1_000_000n < amount * ppm);
        }
        for (const fee of [feeOfCents(cents(amount), ppm, 'floor'), feeOfQty(qty(amount), ppm, 'floor')]) {
          assert.ok(fee * 1_000_000n <= amount * ppm && (fee + 1n) * 1_000_000n > amount * ppm);
        }
      }),
    );
  });
});

describe('doubles', () => {
  it('come back from prices and cents of ordinary size', () => {
    fc.assert(
      // Above 2^23 dollars doubles lie further apart than the unit of a price.
      fc.property(fc.integer({ min: 1, max: 400_000_000 }), hundredths => {
        const value = hundredths / 100;
        assert.equal(priceFromNumber(value), parsePrice(value.toFixed(2)));
        assert.equal(priceNumber(priceFromNumber(value)), value);
        assert.equal(dollars(centsFromDollars(value)), value);
      }),
    );
    assert.equal(qtyNumber(parseQty('0.001254903')), 0.001254903);
  });

  it('carry over into the next dollar', () => {
    assert.equal(priceFromNumber(1.9999999999), parsePrice('2'));
  });

  it('are refused when they are no amount', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 0, -1]) {
      assert.throws(() => priceFromNumber(value), RangeError);
    }
    assert.throws(() => centsFromDollars(Number.NaN), RangeError);
    assert.throws(() => centsFromDollars(Number.NEGATIVE_INFINITY), RangeError);
  });
});

describe('minCents', () => {
  it('give the least', () => {
    assert.equal(minCents(cents(3), cents(-1), cents(2)), -1n);
  });
});

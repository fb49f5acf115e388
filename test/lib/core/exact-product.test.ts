import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AmountOverflow, ceilProduct, floorProduct } from '../../../src/lib/core/exact-product.ts';

const LIMIT = 2n ** 53n - 1n;
const safe = fc
  .tuple(fc.integer({ min: 0, max: 53 }), fc.maxSafeNat())
  .map(([bits, value]) => Math.floor(value / 2 ** bits));
const divisor = fc.oneof(
  safe.map(value => value + 1).filter(Number.isSafeInteger),
  fc.constantFrom(1e16, 1e9, 1e6, 2e6, 1, 2, 3, 10),
);

function agree(a: number, b: number, d: number): void {
  const product = BigInt(a) * BigInt(b);
  const floor = product / BigInt(d);
  const ceil = floor * BigInt(d) === product ? floor : floor + 1n;
  for (const [exact, made] of [
    [floor, floorProduct],
    [ceil, ceilProduct],
  ] as const) {
    if (exact > LIMIT) assert.throws(() => made(a, b, d), AmountOverflow);
    else assert.equal(made(a, b, d), Number(exact), `${made.name}(${a}, ${b}, ${d})`);
  }
}

describe('floorProduct and ceilProduct', () => {
  it('are what BigInt says, over the whole range', () => {
    fc.assert(fc.property(safe, safe, divisor, agree), { numRuns: 5_000 });
  });

  it('are what BigInt says where the quotient is whole or a few units away from it', () => {
    const factors = fc.constantFrom(1n, 2n, 3n, 7n, 1_000n, 999_983n, 2n ** 40n);
    const property = fc.property(safe, divisor, fc.integer({ min: -3, max: 3 }), factors, (...drawn) => {
      const [quotient, d, off, factor] = drawn;
      const other = (BigInt(quotient) * BigInt(d) + BigInt(off)) / factor;
      if (other >= 0n && other <= LIMIT) agree(Number(other), Number(factor), d);
      agree(quotient, d, Math.max(1, d - Math.abs(off)));
    });
    fc.assert(property, { numRuns: 4_000 });
  });

  it('are what BigInt says of quotients just around whole numbers of 50 to 53 bits', () => {
    const big = fc.bigInt({ min: 2n ** 49n, max: LIMIT });
    fc.assert(
      fc.property(big, big, fc.integer({ min: -2, max: 2 }), (a, quotient, off) => {
        // The divisor that puts a × b / d next to `quotient`.
        const b = LIMIT - BigInt(off + 2);
        const d = (a * b) / quotient;
        if (d > 0n && d <= LIMIT) agree(Number(a), Number(b), Number(d));
        agree(Number(a), Number(quotient), Number(quotient));
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses a result that doubles do not hold', () => {
    // 2^53 - 1 twice: the largest product, over the largest and the least divisor.
    assert.equal(
      floorProduct(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
      2 ** 53 - 1,
    );
    assert.throws(() => floorProduct(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 1), AmountOverflow);
    assert.throws(() => ceilProduct(Number.MAX_SAFE_INTEGER, 3, 2), AmountOverflow);
    assert.throws(() => floorProduct(Number.NaN, 3, 2), AmountOverflow);
  });
});

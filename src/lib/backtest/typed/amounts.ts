import { AmountOverflow, ceilProduct, floorProduct } from '../../core/exact-product.ts';

/** Units of 1e-18 dollars (1e-9 of a coin times 1e-9 dollars) in a cent. */
const PER_CENT = 1e16;
const MILLION = 1e6;

/** What `qty` costs at `price`, in cents, rounded up. */
export const costOf = (qty: number, price: number): number => ceilProduct(qty, price, PER_CENT);
/** What `qty` brings at `price`, in cents, rounded down. */
export const proceedsOf = (qty: number, price: number): number => floorProduct(qty, price, PER_CENT);
/** Largest quantity that `budget` cents buy at `price` (above 0). */
export const qtyFor = (budget: number, price: number): number => floorProduct(budget, PER_CENT, price);
/** A rate in parts per million of cents or of a quantity, rounded up. */
export const feeOf = (amount: number, ratePpm: number): number => ceilProduct(amount, ratePpm, MILLION);

/** Nearest 1e-9 dollars, exactly as `priceFromNumber` of core/money rounds. */
export function priceNanos(dollars: number): number {
  const whole = Math.trunc(dollars);
  const nanos = whole * 1e9 + Math.round((dollars - whole) * 1e9);
  if (nanos <= Number.MAX_SAFE_INTEGER && dollars > 0) return nanos;
  throw new AmountOverflow(nanos);
}

/** A sum of cents, which may be below 0. */
export function safeCents(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new AmountOverflow(value);
}

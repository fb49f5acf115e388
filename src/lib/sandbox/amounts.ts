import {
  type Cents,
  cents,
  formatCents,
  formatPrice,
  formatQty,
  type Price,
  type Qty,
} from '../core/money.ts';

/** Coins times dollars a coin, in 1e-18 dollars: what amounts are before they are rounded. */
const PER_CENT = 10n ** 16n;
const PPM = 1_000_000n;

const trim = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** The shortest form, as Alpaca writes amounts: "75", "87.5". */
export const plainCents = (value: Cents): string => trim(formatCents(value));
export const plainPrice = (value: Price): string => trim(formatPrice(value));
export const plainQty = (value: Qty): string => formatQty(value);

const ceilDivide = (numerator: bigint, denominator: bigint): bigint =>
  (numerator + denominator - 1n) / denominator;

/** What `qty` costs at `price`, rounded up to the cent. */
export const costOf = (qty: Qty, price: Price): Cents => cents(ceilDivide(qty * price, PER_CENT));

/** Exact dollars (1e-18) rounded up to the cent. */
export const centsOf = (exact: bigint): Cents => cents(ceilDivide(exact, PER_CENT));

/** What `qty` brings at `price`, rounded down to the cent. */
export const proceedsOf = (qty: Qty, price: Price): Cents => cents((qty * price) / PER_CENT);

/** The most coins whose cost is within `money`. */
export const qtyFor = (money: Cents, price: Price): Qty => ((money * PER_CENT) / price) as Qty;

/** Fee of a buy: coins, rounded up to 1e-9. */
export const coinFee = (qty: Qty, feePpm: bigint): Qty => ceilDivide(qty * feePpm, PPM) as Qty;

/** Fee of a sale: dollars, rounded up to the cent from the exact proceeds. */
export const cashFee = (qty: Qty, price: Price, feePpm: bigint): Cents =>
  cents(ceilDivide(qty * price * feePpm, PER_CENT * PPM));

/** Average price of `qty` coins that cost `cost` (1e-18 dollars), rounded down to 1e-9. */
export const averagePrice = (cost: bigint, qty: Qty): Price => (cost / qty) as Price;

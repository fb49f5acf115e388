/**
 * Exact amounts. Cash is whole cents, coins and prices are units of 1e-9, all as bigint, so sums never
 * drift; each operation that must round says which way, and rounds against us.
 */
declare const unit: unique symbol;
type Amount<Name extends string> = bigint & { readonly [unit]: Name };

/** US cents. */
export type Cents = Amount<'cents'>;
/** Coins or shares in units of 1e-9 (Alpaca's finest crypto quantity). */
export type Qty = Amount<'qty'>;
/** US dollars a unit, in 1e-9 dollars. */
export type Price = Amount<'price'>;

export const cents = (value: bigint | number): Cents => BigInt(value) as Cents;
export const qty = (nanos: bigint | number): Qty => BigInt(nanos) as Qty;
export const price = (nanos: bigint | number): Price => BigInt(nanos) as Price;

const NANO = 1_000_000_000n;
/** (1e-9 coins) × (1e-9 dollars a coin) = 1e-18 dollars; a cent is 1e16 of those. */
const PER_CENT = 10n ** 16n;

export type Rounding = 'floor' | 'ceil';

function divide(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const quotient = numerator / denominator;
  const exact = quotient * denominator === numerator;
  if (exact) return quotient;
  const negative = numerator < 0n !== denominator < 0n;
  if (rounding === 'floor') return negative ? quotient - 1n : quotient;
  return negative ? quotient : quotient + 1n;
}

/** Value of `amount` at `at`, in cents. */
export const notional = (amount: Qty, at: Price, rounding: Rounding): Cents =>
  divide(amount * at, PER_CENT, rounding) as Cents;

/** Largest quantity (1e-9) that `budget` buys at `at`; 0 when the price is not positive. */
export const affordableQty = (budget: Cents, at: Price): Qty =>
  (at <= 0n || budget <= 0n ? 0n : (budget * PER_CENT) / at) as Qty;

/** A rate in parts per million (2,500 = 0.25 %) of cents. */
export const feeOfCents = (amount: Cents, ratePpm: bigint, rounding: Rounding): Cents =>
  divide(amount * ratePpm, 1_000_000n, rounding) as Cents;

/** A rate in parts per million of a quantity. */
export const feeOfQty = (amount: Qty, ratePpm: bigint, rounding: Rounding): Qty =>
  divide(amount * ratePpm, 1_000_000n, rounding) as Qty;

export const minCents = (first: Cents, ...rest: Cents[]): Cents =>
  rest.reduce((a, b) => (b < a ? b : a), first);

const DECIMAL = /^(-?)(\d{1,18})(?:\.(\d{1,30}))?$/;

function parseDecimal(text: string, decimals: number, name: string): bigint {
  const match = DECIMAL.exec(text);
  const fraction = match?.[3] ?? '';
  if (!match || /[^0]/.test(fraction.slice(decimals))) {
    throw new RangeError(`"${text}" is not ${name} with at most ${decimals} decimals`);
  }
  const digits = BigInt(match[2]! + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return match[1] ? -digits : digits;
}

function formatDecimal(value: bigint, decimals: number, keep: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals);
  const needed = fraction.replace(/0+$/, '').padEnd(keep, '0');
  return sign + digits.slice(0, -decimals) + (needed ? `.${needed}` : '');
}

/** @throws RangeError on anything but a plain decimal with at most two decimals. */
export const parseCents = (text: string): Cents => parseDecimal(text, 2, 'an amount of money') as Cents;
/** @throws RangeError on anything but a plain decimal with at most nine decimals. */
export const parseQty = (text: string): Qty => parseDecimal(text, 9, 'a quantity') as Qty;
/** @throws RangeError on anything but a plain decimal with at most nine decimals. */
export const parsePrice = (text: string): Price => parseDecimal(text, 9, 'a price') as Price;

/** Always two decimals: "75.00". Never an exponent. */
export const formatCents = (value: Cents): string => formatDecimal(value, 2, 2);
/** As many decimals as needed, at most nine: "0.001254903", "2". Never an exponent. */
export const formatQty = (value: Qty): string => formatDecimal(value, 9, 0);
/** At least two decimals: "50000.00". Never an exponent. */
export const formatPrice = (value: Price): string => formatDecimal(value, 9, 2);

/** Dollars as a double, for features, metrics and pages; never for sums of money. */
export const dollars = (value: Cents): number => Number(value) / 100;
export const qtyNumber = (value: Qty): number => Number(value) / 1e9;
export const priceNumber = (value: Price): number => Number(value) / 1e9;

/** Dollars that no market asks; a quote at or above them is not believed. */
export const NO_PRICE = 1e12;

/** Nearest 1e-9 dollars to a positive double. @throws RangeError when it is not a positive finite price. */
export function priceFromNumber(value: number): Price {
  if (!Number.isFinite(value) || value <= 0) throw new RangeError(`${value} is not a price`);
  const whole = Math.trunc(value);
  return (BigInt(whole) * NANO + BigInt(Math.round((value - whole) * 1e9))) as Price;
}

/** Nearest cent to a double of dollars. @throws RangeError when it is not finite. */
export function centsFromDollars(value: number): Cents {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not an amount of money`);
  return BigInt(Math.round(value * 100)) as Cents;
}

import { z } from 'zod';
import { type Cents, cents, type Price, price, type Qty, qty } from '../core/money.ts';

const PLAIN = /^(-?)(\d{1,18})(?:\.(\d{1,40}))?$/;

/** Decimal text in units of 10^-decimals, rounded down: towards less money and fewer coins. */
function scaled(text: string, decimals: number): bigint {
  const [, sign, whole = '', fraction = ''] = PLAIN.exec(text) ?? [];
  const units = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  const isCut = /[^0]/.test(fraction.slice(decimals));
  return sign ? -units - (isCut ? 1n : 0n) : units;
}

/** Alpaca writes amounts as text; a number, an exponent, NaN or nothing is no amount. */
const decimal = z.string().regex(PLAIN, { message: 'is not a plain decimal' });
const positive = z.string().regex(/^\d/, { message: 'is below zero' }).pipe(decimal);

export const centsText = decimal.transform((text): Cents => cents(scaled(text, 2)));
export const qtyText = positive.transform((text): Qty => qty(scaled(text, 9)));
/** Coins or shares; a short position is below zero. */
export const signedQtyText = decimal.transform((text): Qty => qty(scaled(text, 9)));
export const priceText = positive.transform((text): Price => price(scaled(text, 9)));

/** A date, or a time that names its offset: any other would depend on the time zone of this machine. */
const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2}))?$/;

/** A moment, with up to nanoseconds, as UTC epoch milliseconds. */
export const momentText = z
  .string()
  .refine(text => MOMENT.test(text) && Number.isFinite(Date.parse(text)), { message: 'is not a time' })
  .transform(text => Date.parse(text));

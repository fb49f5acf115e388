/** What stands where a number is undefined. */
export const NONE = '–';

/** Number of decimals, and what stands in front of and behind the digits. */
interface NumberStyle {
  readonly decimals: number;
  readonly signed?: boolean;
  readonly before?: string;
  readonly after?: string;
}

type MaybeNumber = number | null;

/** Making a formatter takes as long as a hundred numbers, and a table has thousands. */
const writers = new Map<number, Intl.NumberFormat>();

function digitsWriter(decimals: number): Intl.NumberFormat {
  let writer = writers.get(decimals);
  if (!writer) {
    writer = new Intl.NumberFormat('en-US', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    writers.set(decimals, writer);
  }
  return writer;
}

/** Thousands are grouped by commas; a value that rounds to zero carries no sign; undefined is "–". */
function format(value: MaybeNumber, { decimals, signed, before = '', after = '' }: NumberStyle): string {
  if (value === null || !Number.isFinite(value)) return NONE;
  const digits = digitsWriter(decimals).format(Math.abs(value));
  const isZero = !/[1-9]/.test(digits);
  const sign = isZero ? '' : value < 0 ? '-' : signed ? '+' : '';
  return `${sign}${before}${digits}${after}`;
}

/** Dollars: `$1,234.50`, `-$3.00`. */
export const usd = (dollars: MaybeNumber): string => format(dollars, { decimals: 2, before: '$' });

/** Dollars of a change: `+$1.20`, `-$3.00`, `$0.00`. */
export const signedUsd = (dollars: MaybeNumber): string =>
  format(dollars, { decimals: 2, before: '$', signed: true });

/** A share of one: 0.1234 is `12.3 %`. */
export const percent = (share: MaybeNumber, decimals = 1): string =>
  format(share === null ? null : share * 100, { decimals, after: ' %' });

/** A change as a share of one: 0.1234 is `+12.3 %`. */
export const signedPercent = (share: MaybeNumber, decimals = 1): string =>
  format(share === null ? null : share * 100, { decimals, after: ' %', signed: true });

/** A plain number with a fixed count of decimals: `1,234.57`. */
export const decimal = (value: MaybeNumber, decimals = 2): string => format(value, { decimals });

/** Coins or shares: up to nine decimals, no trailing zeros, never an exponent. */
export function quantity(value: MaybeNumber): string {
  const text = format(value, { decimals: 9 });
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

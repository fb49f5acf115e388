const SUFFIX: Record<string, number> = { K: 1e3, M: 1e6, B: 1e9 };
const THOUSANDS = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
const DECIMAL_COMMA = /^-?\d{1,3}(\.\d{3})+(,\d+)?$|^-?\d+(,\d+)?$/;

/**
 * Number of a cell; NaN when there is none ("", "null", "NaN", "-") or it is not finite.
 * Understands currency signs, thousands marks and the suffixes K, M and B.
 */
export function parseNumber(text: string, commaIsDecimal: boolean): number {
  if (!commaIsDecimal) {
    const plain = Number(text);
    if (Number.isFinite(plain) && (plain !== 0 || /\d/.test(text))) return plain;
  }
  return parseDecorated(text.trim(), commaIsDecimal);
}

function parseDecorated(text: string, commaIsDecimal: boolean): number {
  const match = /^[$€£]?\s*(-?[\d.,]*\d(?:[eE][+-]?\d+)?)\s*([KMB])?$/.exec(text);
  if (!match) return Number.NaN;
  const value = Number(plainDigits(match[1]!, commaIsDecimal)) * (SUFFIX[match[2] ?? ''] ?? 1);
  return Number.isFinite(value) ? value : Number.NaN;
}

function plainDigits(digits: string, commaIsDecimal: boolean): string {
  if (commaIsDecimal && DECIMAL_COMMA.test(digits)) return digits.replaceAll('.', '').replace(',', '.');
  return THOUSANDS.test(digits) ? digits.replaceAll(',', '') : digits;
}

/** True when cells such as `1234,5` show that the comma marks decimals. */
export const usesDecimalComma = (cells: readonly string[]): boolean =>
  cells.some(cell => /^-?[\d.]*\d,\d+$/.test(cell.trim()) && !/^\d{1,3}(,\d{3})+$/.test(cell.trim()));

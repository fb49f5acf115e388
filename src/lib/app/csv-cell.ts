const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/**
 * A value as a cell of a csv: a text that a spreadsheet would read as a formula is disarmed, one with a comma quoted.
 * Exact decimals are texts, too, and stay as they are.
 */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string' || DECIMAL.test(value)) return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

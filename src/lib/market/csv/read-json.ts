import { dataError } from '../../core/errors.ts';
import type { Table } from './table.ts';

type JsonObject = Record<string, unknown>;

/** How deep an array of bars may hide: `{"result": {"list": [...]}}`. */
const MAX_DEPTH = 4;

/**
 * JSON as a table: an array of objects (keys are the headers) or an array of arrays (no headers), at the top or
 * as the only such array inside an object.
 * @throws HiveError (data) when the text is not JSON or holds no or several arrays of bars.
 */
export function readJson(text: string, name: string): Table {
  const items = theOnlyArray(findArrays(parseJson(text, name), MAX_DEPTH), name);
  const headers = Array.isArray(items[0]) ? null : headersOf(items);
  return {
    format: headers ? 'JSON array of objects' : 'JSON array of arrays',
    unit: 'item',
    headers,
    tickers: null,
    commaIsDecimal: false,
    eachRow: visit => {
      for (const [index, item] of items.entries()) {
        if (visit(cellsOf(item, headers), index + 1) === false) return;
      }
    },
  };
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw dataError({
      code: 'JSON_BROKEN',
      message: `"${name}" starts like JSON but is not: ${(cause as SyntaxError).message}.`,
      next: 'Download it again: a file that was cut off cannot be read as JSON.',
      cause,
    });
  }
}

interface FoundArray {
  readonly path: string;
  readonly items: readonly unknown[];
}

function findArrays(value: unknown, depth: number, path = ''): FoundArray[] {
  if (Array.isArray(value)) return value.every(isRow) ? [{ path, items: value }] : [];
  if (!isObject(value) || depth === 0) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    findArrays(inner, depth - 1, path ? `${path}.${key}` : key),
  );
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRow = (value: unknown): boolean => Array.isArray(value) || isObject(value);

function theOnlyArray(arrays: readonly FoundArray[], name: string): readonly unknown[] {
  const full = arrays.filter(array => array.items.length > 0);
  if (full.length === 1) return full[0]!.items;
  if (full.length > 1) {
    throw dataError({
      code: 'SEVERAL_ARRAYS',
      message: `"${name}" holds several arrays: ${full.map(array => array.path).join(', ')}.`,
      next: 'Save the bars of one symbol as one JSON array and import that.',
    });
  }
  throw dataError({
    code: 'NO_ROWS',
    message: `"${name}" holds no array of bars.`,
    next: 'Import a JSON array of objects with time, open, high, low, close and volume, or an array of such arrays.',
  });
}

const headersOf = (items: readonly unknown[]): string[] => [
  ...new Set(items.slice(0, 100).flatMap(item => (isObject(item) ? Object.keys(item) : []))),
];

function cellsOf(item: unknown, headers: readonly string[] | null): string[] {
  if (Array.isArray(item)) return item.map(cellText);
  if (!headers || !isObject(item)) return [];
  return headers.map(header => cellText(item[header]));
}

/** Numbers come back unchanged: `Number(String(x)) === x`. */
function cellText(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

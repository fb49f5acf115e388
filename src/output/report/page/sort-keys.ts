export type SortKey = number | string | null;

/** A cell's text as what it is sorted by: a number where it reads as one, null where it says "undefined". */
export function sortKeyOf(text: string): SortKey {
  if (text === '' || text === '–') return null;
  const bare = text.replaceAll(/[$,+%\s]/g, '');
  return /^-?\d+(?:\.\d+)?$/.test(bare) ? Number(bare) : text;
}

/** Rising, undefined last whichever way the order goes. */
export function compareKeys(a: SortKey, b: SortKey, direction: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return (a - b) * direction;
  return (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0) * direction;
}

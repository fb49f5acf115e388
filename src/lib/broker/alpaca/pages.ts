import { HiveError } from '../../core/errors.ts';

/** More pages than any account of HIVE has. */
const MAX_PAGES = 200;

export interface PageOptions<T> {
  readonly what: string;
  readonly size: number;
  /** The page after an item; from the start for null. */
  readonly page: (after: T | null) => Promise<readonly T[]>;
  readonly idOf: (item: T) => string;
}

/**
 * All items of a paged list, each once, in the order in which they came.
 * @throws HiveError (broker, BAD_ANSWER) when a page brings nothing new: the list would never end.
 */
export async function allPages<T>({ what, size, page, idOf }: PageOptions<T>): Promise<readonly T[]> {
  const found = new Map<string, T>();
  let last: T | null = null;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const items: readonly T[] = await page(last);
    const before = found.size;
    for (const item of items) if (!found.has(idOf(item))) found.set(idOf(item), item);
    if (items.length < size) return [...found.values()];
    if (found.size === before) break;
    last = items.at(-1)!;
  }
  throw new HiveError({
    kind: 'broker',
    code: 'BAD_ANSWER',
    message: `Alpaca’s list of ${what} does not come to an end: a page repeats.`,
    next: 'Nothing was sent; the next run asks again.',
    retryable: true,
  });
}

import type { Books } from '../books/books.ts';
import type { Desk } from '../desk.ts';
import { invalid, ok, type Reply, type SandboxRequest } from '../exchange.ts';
import { feeView, fillView, transferView } from '../views/activity-view.ts';
import { timeOf } from './orders.ts';

interface Activity {
  readonly id: string;
  readonly type: string;
  readonly atMs: number;
  readonly view: () => object;
}

const MOST_ACTIVITIES = 100;

/** All of the account, or of some types, a page at a time. `page_token` is the id of the last one seen. */
export function getActivities(
  { books }: Desk,
  { query }: SandboxRequest,
  types: readonly string[] | null,
): Reply {
  const size = Number(query.get('page_size') ?? MOST_ACTIVITIES);
  if (!Number.isInteger(size) || size < 1 || size > MOST_ACTIVITIES) {
    return invalid(`page_size must be between 1 and ${MOST_ACTIVITIES}`);
  }
  const after = timeOf(query.get('after'), Number.NEGATIVE_INFINITY);
  const until = timeOf(query.get('until'), Number.POSITIVE_INFINITY);
  if (Number.isNaN(after) || Number.isNaN(until)) return invalid('invalid time format');
  const found = activitiesOf(books, types, after).filter(({ atMs }) => atMs < until);
  if (query.get('direction') !== 'asc') found.reverse();
  const token = query.get('page_token');
  const start = token === null ? 0 : found.findIndex(({ id }) => id === token) + 1;
  if (token !== null && start === 0) return invalid('invalid page_token');
  return ok(found.slice(start, start + size).map(({ view }) => view()));
}

/** Those after a moment, oldest first. */
function activitiesOf(books: Books, types: readonly string[] | null, after: number): Activity[] {
  const isWanted = (type: string) => types === null || types.includes(type);
  const lists = [
    isWanted('FILL') ? listed(books.fills, after, fill => [fill.atMs, 'FILL', fillView]) : [],
    isWanted('CFEE') ? listed(books.fees, after, fee => [fee.postedMs, 'CFEE', feeView]) : [],
    listed(books.transfers, after, each => [each.atMs, transferView(each).activity_type, transferView]),
  ];
  return lists
    .flat()
    .filter(({ type }) => isWanted(type))
    .sort((a, b) => a.atMs - b.atMs);
}

type Described<T> = readonly [atMs: number, type: string, view: (item: T) => object];

/** A list is in the order of time, so its end is enough. */
function listed<T extends { readonly id: string }>(
  items: readonly T[],
  after: number,
  describe: (item: T) => Described<T>,
): Activity[] {
  let start = items.length;
  while (start > 0 && describe(items[start - 1]!)[0] > after) start--;
  return items.slice(start).map(item => {
    const [atMs, type, view] = describe(item);
    return { id: item.id, type, atMs, view: () => view(item) };
  });
}

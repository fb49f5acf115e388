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
  const found = activitiesOf(books, types).filter(({ atMs }) => atMs > after && atMs < until);
  if (query.get('direction') !== 'asc') found.reverse();
  const token = query.get('page_token');
  const start = token === null ? 0 : found.findIndex(({ id }) => id === token) + 1;
  if (token !== null && start === 0) return invalid('invalid page_token');
  return ok(found.slice(start, start + size).map(({ view }) => view()));
}

/** Oldest first. */
function activitiesOf(books: Books, types: readonly string[] | null): Activity[] {
  const of = <T extends { id: string }>(item: T, type: string, atMs: number, view: (item: T) => object) => ({
    id: item.id,
    type,
    atMs,
    view: () => view(item),
  });
  const isWanted = (type: string) => types === null || types.includes(type);
  const lists = [
    isWanted('FILL') ? books.fills.map(fill => of(fill, 'FILL', fill.atMs, fillView)) : [],
    isWanted('CFEE') ? books.fees.map(fee => of(fee, 'CFEE', fee.postedMs, feeView)) : [],
    books.transfers
      .map(each => of(each, transferView(each).activity_type, each.atMs, transferView))
      .filter(({ type }) => isWanted(type)),
  ];
  return lists.flat().sort((a, b) => a.atMs - b.atMs);
}

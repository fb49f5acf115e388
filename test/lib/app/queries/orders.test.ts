import assert from 'node:assert/strict';
import type { Home } from '../../../../src/lib/app/queries/endpoint.ts';
import { ordersNow } from '../../../../src/lib/app/queries/orders.ts';
import { sampleFeed } from '../../../support/sample-feed.ts';

const [sample] = sampleFeed().orders.orders;

/** A home with so many orders, newest first, of which the named ones have not ended. */
function homeWith(count: number, open: readonly string[]): Pick<Home, 'journal'> {
  const orders = Array.from({ length: count }, (_, row) => ({ ...sample!, order: `o-${count - row}` }));
  const state = { open: Object.fromEntries(open.map(order => [order, {}])) };
  return { journal: { orders, state } as unknown as Home['journal'] };
}

const names = (home: Pick<Home, 'journal'>, last: number) =>
  ordersNow(home, last).orders.map(({ order }) => order);

describe('the newest orders', () => {
  it('are as many as are asked for, newest first', () => {
    assert.deepEqual(names(homeWith(5, []), 2), ['o-5', 'o-4']);
  });

  it('have those that have not ended among them, however old: a frozen symbol is never out of sight', () => {
    const home = homeWith(200, ['o-3', 'o-200']);
    assert.deepEqual(names(home, 2), ['o-200', 'o-199', 'o-3']);
    assert.equal(ordersNow(home, 2).open, 2);
  });
});

import assert from 'node:assert/strict';
import { isTerminal, ORDER_STATES } from '../../../src/lib/core/order-lifecycle.ts';

/** The seventeen statuses of Alpaca's order documentation ("Orders at Alpaca", order lifecycle). */
const DOCUMENTED = [
  'new',
  'partially_filled',
  'filled',
  'done_for_day',
  'canceled',
  'expired',
  'replaced',
  'pending_cancel',
  'pending_replace',
  'accepted',
  'pending_new',
  'accepted_for_bidding',
  'stopped',
  'rejected',
  'suspended',
  'calculated',
  'held',
];

describe('order states', () => {
  it('are the documented ones', () => {
    assert.deepEqual(Object.keys(ORDER_STATES).sort(), DOCUMENTED.toSorted());
  });

  it('are terminal for five of them alone', () => {
    assert.deepEqual(DOCUMENTED.filter(isTerminal).sort(), [
      'canceled',
      'expired',
      'filled',
      'rejected',
      'replaced',
    ]);
  });

  it('count as working when they were never seen before', () => {
    for (const state of ['', 'FILLED', 'filled ', 'settled', '__proto__', 'toString', 'constructor']) {
      assert.equal(isTerminal(state), false);
    }
  });
});

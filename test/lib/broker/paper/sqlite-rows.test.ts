import assert from 'node:assert/strict';
import {
  fillColumns,
  orderColumns,
  readFill,
  readOrder,
} from '../../../../src/lib/broker/paper/sqlite-rows.ts';
import { parsePrice, parseQty } from '../../../../src/lib/core/money.ts';
import { NOON } from '../../../support/orders.ts';

const common = { clientOrderId: 'hive-x', symbol: 'BTC/USD', side: 'sell' as const };
const order = {
  ...common,
  id: 'order-x',
  notional: null,
  qty: parseQty('0.001254903'),
  status: 'filled',
  filledQty: parseQty('0.001254903'),
  filledAvgPrice: parsePrice('50000'),
  submittedMs: NOON,
};
const fill = { ...common, id: 'fill-x', qty: parseQty('2'), price: parsePrice('0.5'), atMs: NOON };

describe('rows of the embedded broker', () => {
  it('come back as what was written', () => {
    assert.deepEqual(readOrder(orderColumns(order)), order);
    assert.deepEqual(readOrder(orderColumns({ ...order, filledAvgPrice: null })).filledAvgPrice, null);
    assert.deepEqual(readFill(fillColumns(fill)), fill);
  });

  it('hold amounts as plain decimal text', () => {
    const { filled_qty, filled_avg_price } = orderColumns(order);
    assert.deepEqual([filled_qty, filled_avg_price], ['0.001254903', '50000.00']);
  });

  it('are refused with values that nobody wrote', () => {
    const wrong = [
      { side: 'short' },
      { qty: 2 },
      { qty: '2e0' },
      { price: null },
      { at_ms: 1.5 },
      { at_ms: '1' },
    ];
    for (const change of wrong)
      assert.throws(() => readFill({ ...fillColumns(fill), ...change }), RangeError);
  });
});

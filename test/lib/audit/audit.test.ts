import assert from 'node:assert/strict';
import { type Audit, audit } from '../../../src/lib/audit/audit.ts';
import type { BrokerBooks } from '../../../src/lib/audit/broker-books.ts';
import { differenceText } from '../../../src/lib/audit/finding.ts';
import type { BrokerFill, BrokerOrder } from '../../../src/lib/broker/broker.ts';
import { HiveError } from '../../../src/lib/core/errors.ts';
import { cents, parseQty, price, qty } from '../../../src/lib/core/money.ts';
import { SLOT_MS } from '../../../src/lib/core/order.ts';
import { exactDesk, journalOf, networkDesk, type Pair, pairOf } from '../../support/audited-books.ts';
import { singleMutations } from '../../support/single-mutations.ts';
import { submissions } from '../../support/tick-broker.ts';
import { TickDesk } from '../../support/tick-desk.ts';
import { BUY } from '../../support/tick-strategies.ts';

const auditOf = ({ records, broker, nowMs }: Pair): Audit =>
  audit(journalOf(records), broker, { sinceMs: 0, nowMs });

const linesOf = (pair: Pair): string[] => auditOf(pair).differences.map(differenceText);

/** A pair whose broker says something else. */
const said = (pair: Pair, change: Partial<BrokerBooks>): Pair => ({
  ...pair,
  broker: { ...pair.broker, ...change },
});

const isBuyOf = (symbol: string) => (order: { symbol: string; side: string }) =>
  order.symbol === symbol && order.side === 'buy';

const changedOrder = (pair: Pair, change: Partial<BrokerOrder>): Pair =>
  said(pair, {
    orders: pair.broker.orders.map(order => (isBuyOf('BTC/USD')(order) ? { ...order, ...change } : order)),
  });

const changedFill = (pair: Pair, change: Partial<BrokerFill>): Pair =>
  said(pair, {
    fills: pair.broker.fills.map(fill => (isBuyOf('BTC/USD')(fill) ? { ...fill, ...change } : fill)),
  });

describe('an audit of books that settle exactly', () => {
  let pair: Pair;
  before(async () => {
    pair = await pairOf(await exactDesk());
  });

  it('finds ticks and their broker equal, after comparing each order and fill', () => {
    const { differences, pending, findings } = auditOf(pair);
    assert.deepEqual([differences, pending], [[], []]);
    const compared = Object.fromEntries(findings.map(one => [one.check, one.compared]));
    // Two buys, a sale and a refusal; the refused one is looked for, too.
    assert.deepEqual([compared.orders, compared.fills, compared.positions], [4, 3, 2]);
  });

  it('says where the cash came from, to the cent', () => {
    const { cash } = auditOf(pair);
    const sum = [cash?.sold, `-${cash?.bought}`, `-${cash?.fees}`].reduce(
      (total, text) => total + Number(text),
      10_000,
    );
    assert.equal(sum.toFixed(2), cash?.book);
    assert.deepEqual([cash?.opening, cash?.bought, cash?.book], ['10000.00', '150.00', cash?.broker]);
  });

  for (const [what, change, line] of [
    ['symbol', { symbol: 'ETH/USD' }, /^order hive-.*: symbol: broker ETH\/USD, journal BTC\/USD$/],
    ['side', { side: 'sell' }, /: side: broker sell, journal buy$/],
    ['size', { notional: cents(7_501) }, /: notional: broker 75\.01, journal 75\.00$/],
    ['status', { status: 'canceled' }, /: status: broker canceled, journal filled$/],
    [
      'filled quantity',
      { filledQty: parseQty('0.0014998') },
      /: filled: broker 0\.0014998, journal 0\.0014997$/,
    ],
    [
      'average price',
      { filledAvgPrice: price(1n) },
      /: average price: broker 0\.000000001, journal 50010\.00$/,
    ],
    ['id', { id: 'other' }, /: id at the broker: broker other, journal sim-order-/],
  ] as const) {
    it(`names an order of another ${what}`, () => {
      const lines = linesOf(changedOrder(pair, change));
      assert.ok(
        lines.some(text => line.test(text)),
        lines.join('\n'),
      );
    });
  }

  for (const [what, change, line] of [
    ['symbol', { symbol: 'ETH/USD' }, /^fill sim-fill-.*: symbol: broker ETH\/USD, journal BTC\/USD$/],
    ['side', { side: 'sell' }, /: side: broker sell, journal buy$/],
    ['quantity', { qty: qty(7n) }, /: quantity: broker 0\.000000007, journal 0\.0014997$/],
    ['price', { price: price(1n) }, /: price: broker 0\.000000001, journal 50010\.00$/],
    ['time', { atMs: 0 }, /: time: broker 1970-01-01T00:00:00\.000Z, journal 2026-01-15T12:00:00\.000Z$/],
    ['order', { orderId: 'nobody' }, /: order: broker nothing, journal hive-/],
  ] as const) {
    it(`names a fill of another ${what}`, () => {
      const lines = linesOf(changedFill(pair, change));
      assert.ok(
        lines.some(text => line.test(text)),
        lines.join('\n'),
      );
    });
  }

  it('names an order with a HIVE id that the journal did not make, and its fill', () => {
    const [order] = pair.broker.orders;
    const [fill] = pair.broker.fills;
    const strange = { ...order!, id: 'b-9', clientOrderId: 'hive-0000000000-BTCUSD-buy-1' };
    const lines = linesOf(
      said(pair, {
        orders: [...pair.broker.orders, strange],
        fills: [...pair.broker.fills, { ...fill!, id: 'f-9', orderId: 'b-9' }],
      }),
    );
    assert.equal(lines.length, 2);
    assert.match(
      lines[0]!,
      /^order hive-0000000000-BTCUSD-buy-1: broker buy BTC\/USD, filled, .*, journal nothing$/,
    );
    assert.match(lines[1]!, /^fill f-9: broker buy .*, journal nothing$/);
  });

  it('counts orders that HIVE did not make, and does not ask for their fills in the journal', () => {
    const [order] = pair.broker.orders;
    const [fill] = pair.broker.fills;
    const { differences, otherOrders } = auditOf(
      said(pair, {
        orders: [...pair.broker.orders, { ...order!, id: 'b-9', clientOrderId: 'by-hand' }],
        fills: [...pair.broker.fills, { ...fill!, id: 'f-9', orderId: 'b-9' }],
      }),
    );
    assert.deepEqual([differences, otherOrders], [[], 1]);
  });

  it('names an order that counts as refused and is at the broker', () => {
    const refused = pair.records.find(({ type }) => type === 'REFUSED');
    const [order] = pair.broker.orders;
    const id = String(refused?.data.order);
    const lines = linesOf(said(pair, { orders: [...pair.broker.orders, { ...order!, clientOrderId: id }] }));
    assert.match(
      lines.join('\n'),
      new RegExp(`^order ${id}: broker buy .*, journal refused, never made$`, 'm'),
    );
  });

  it('names another account', () => {
    const account = { ...pair.broker.account, accountNumber: 'SIM-2' };
    assert.match(linesOf(said(pair, { account }))[0]!, /^account number: broker SIM-2, journal SIM-/);
  });

  it('judges only what is not older than the first moment, and cash and coins always', () => {
    const { records, broker, nowMs } = pair;
    const empty = { ...broker, orders: [], fills: [] };
    const late = audit(journalOf(records), empty, { sinceMs: nowMs + 1, nowMs });
    assert.deepEqual(late.differences, []);
    const poorer = { ...empty, account: { ...broker.account, cash: cents(0) } };
    const { differences } = audit(journalOf(records), poorer, { sinceMs: nowMs + 1, nowMs });
    assert.deepEqual(
      differences.map(({ check }) => check),
      ['cash'],
    );
  });

  it('lists the orders of an account whose journal is gone', () => {
    const { differences, cash } = auditOf({ ...pair, records: [] });
    assert.equal(cash, null);
    assert.ok(differences.filter(({ check }) => check === 'orders').length === 3);
  });
});

describe('an audit while an order is open', () => {
  it('says what cannot be judged yet, and calls nothing of it a difference', async () => {
    const desk = new TickDesk();
    desk.strategy.says('BTC/USD', BUY);
    desk.broker.submissions = [submissions.answerLost];
    await desk.tick();
    const { differences, pending } = auditOf(await pairOf(desk));
    assert.deepEqual(differences, []);
    assert.deepEqual(
      pending.map(({ check }) => check),
      ['positions', 'cash', 'orders', 'fills'],
    );
    await desk.tickAfter(SLOT_MS);
    assert.deepEqual(auditOf(await pairOf(desk)).pending, []);
  });
});

describe('an audit where fees are posted later', () => {
  let pair: Pair;
  before(async () => {
    pair = await pairOf(await networkDesk());
  });

  it('finds the journal equal after fees, rounding and a deposit, and shows the records of them', () => {
    const { differences, pending, corrections, cash } = auditOf(pair);
    assert.deepEqual([differences, pending], [[], []]);
    assert.deepEqual(
      corrections.map(({ type }) => type),
      ['FEE', 'FEE', 'FEE', 'ADJUSTED', 'BALANCE'],
    );
    // A cent of rounding and a deposit of 100 dollars.
    assert.equal(cash?.corrected, '99.99');
  });

  it('waits for the fees of a day until a day after it', () => {
    const unposted = said(pair, { fees: [] });
    const early = pair.broker.fees[0]!.atMs;
    const records = pair.records.filter(({ type }) => type !== 'FEE');
    const soon = auditOf({ ...unposted, records, nowMs: early });
    assert.deepEqual(
      [soon.differences, soon.pending.map(({ check }) => check)],
      [[], ['fees', 'fees', 'fees']],
    );
    const late = auditOf({ ...unposted, records });
    assert.match(
      late.differences.map(differenceText).join('\n'),
      /^fees of 2026-01-15 in BTC\/USD: broker 0 posted, journal 0\.00000375 estimated$/m,
    );
  });

  it('takes fees that are posted on the day after', () => {
    const fees = pair.broker.fees.map(fee => ({ ...fee, atMs: fee.atMs + 1 }));
    assert.deepEqual(linesOf(said(pair, { fees })), []);
  });

  it('does not judge the fees of days on which others traded in the account', () => {
    const [fill] = pair.broker.fills;
    const [order] = pair.broker.orders;
    const mixed = said(pair, {
      orders: [...pair.broker.orders, { ...order!, id: 'b-9', clientOrderId: 'by-hand' }],
      fills: [...pair.broker.fills, { ...fill!, id: 'f-9', orderId: 'b-9' }],
      fees: pair.broker.fees.map(fee => ({ ...fee, qty: fee.qty === 0n ? fee.qty : qty(fee.qty + 999n) })),
    });
    const { differences, pending } = auditOf(mixed);
    assert.deepEqual(
      differences.filter(({ what }) => what.startsWith('fees of')),
      [],
    );
    assert.ok(pending.some(({ what }) => what.includes('orders that HIVE did not make')));
  });
});

describe('a single mutation of a consistent pair of books', () => {
  for (const [name, make] of [
    ['that settle exactly', exactDesk],
    ['with fees posted later', networkDesk],
  ] as const) {
    it(`never passes as equal: ${name}`, async () => {
      const mutations = singleMutations(await pairOf(await make()));
      assert.ok(mutations.length > 100, `${mutations.length} mutations`);
      const passed = mutations
        .filter(({ pair }) => isEqual(pair))
        .map(mutation => mutation.name)
        // To take the same balance over once more changes nothing.
        .filter(text => !/BALANCE \d+ twice/.test(text));
      assert.deepEqual(passed, []);
    });
  }
});

/** A journal that cannot be folded any more is found as well. */
function isEqual(pair: Pair): boolean {
  try {
    const { differences, pending } = auditOf(pair);
    return differences.length === 0 && pending.length === 0;
  } catch (error) {
    assert.ok(error instanceof HiveError || error instanceof RangeError, String(error));
    return false;
  }
}

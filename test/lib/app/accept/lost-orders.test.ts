import assert from 'node:assert/strict';
import { orderStory } from '../../../../src/lib/app/why/order-story.ts';
import type { BrokerFill, BrokerOrder } from '../../../../src/lib/broker/broker.ts';
import { parseQty, priceFromNumber } from '../../../../src/lib/core/money.ts';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { submissions, workingOrder } from '../../../support/tick-broker.ts';
import { assertAgreement, TickDesk } from '../../../support/tick-desk.ts';
import { BUY } from '../../../support/tick-strategies.ts';

/** The time after which an order that cannot be found counts as not to arrive any more, and the ticks in it. */
const QUARTER_TICKS = 8;

function buyingDesk(): TickDesk {
  const desk = new TickDesk();
  desk.strategy.says('BTC/USD', BUY);
  return desk;
}

/** Coins that somebody bought by hand, at the broker only. */
const bringCoins = (desk: TickDesk) => {
  const held = parseQty('0.5');
  desk.broker.onPositions = () => [{ symbol: 'BTC/USD', qty: held, qtyAvailable: held }];
};

async function tickOn(desk: TickDesk, ticks = QUARTER_TICKS): Promise<void> {
  for (let tick = 0; tick < ticks; tick++) await desk.tickAfter(SLOT_MS);
}

describe('an order that the broker does not know, when a person takes the account over', () => {
  it('is given up though coins of its symbol were moved, and the symbol trades again', async () => {
    const desk = buyingDesk();
    desk.broker.submissions = [submissions.lostOnTheWay];
    await desk.tick();
    bringCoins(desk);
    await tickOn(desk);
    assert.deepEqual(Object.keys(desk.state.open).length, 1);
    const [intent] = desk.journalled('INTENT');
    assert.ok(intent);
    const { order } = intent;
    const report = await desk.acceptAccount();
    assert.deepEqual([report.changed, report.lost], [true, [order]]);
    assert.deepEqual(report.coins, [{ symbol: 'BTC/USD', before: 0, after: 0.5 }]);
    assert.deepEqual(desk.types.slice(-2), ['ABSENT', 'BALANCE']);
    assert.deepEqual(desk.journalled('ABSENT'), [{ order, reason: 'by hand' }]);
    const story = orderStory(intent, desk.disk.records);
    assert.equal(story.events.at(-1)?.text, 'the broker has no trace of it: given up by hand (by hand)');
    assert.deepEqual([desk.state.open, desk.state.books.main.day?.orders], [{}, 0]);
    assert.notEqual((await desk.reasons())[0], 'SYMBOL_FROZEN');
  });

  it('is given up though it was confirmed, and taken back should it fill after all', async () => {
    const desk = buyingDesk();
    let late = async () => {};
    desk.broker.submissions = [
      async (order, inner) => {
        late = async () => void (await inner.submit(order));
        return { kind: 'ACCEPTED', order: workingOrder(order, desk.clock.now()), requestId: null };
      },
    ];
    await desk.tick();
    await tickOn(desk);
    assert.equal(Object.keys(desk.state.open).length, 1);
    assert.equal((await desk.acceptAccount()).lost.length, 1);
    assert.deepEqual(desk.types.at(-1), 'ABSENT');
    await late();
    assert.match((await desk.tick()).warnings.join(), /is at the broker after all/);
    assert.deepEqual(desk.state.open, {});
    assertAgreement(desk);
  });

  it('keeps what was filled of it in the budget of its day', async () => {
    const desk = buyingDesk();
    desk.broker.submissions = [
      async (order, inner) => {
        const half = await submissions.halfFilled(order, inner);
        return half.kind === 'ACCEPTED' ? { ...half, order: { ...half.order, status: 'new' } } : half;
      },
    ];
    desk.broker.onLookup = answer =>
      answer.kind === 'FOUND' ? { ...answer, order: { ...answer.order, status: 'new' } } : answer;
    await desk.tick();
    const { day } = desk.state.books.main;
    assert.equal(day?.orders, 1);
    desk.broker.onLookup = () => ({ kind: 'MISSING' });
    desk.broker.onList = () => [];
    await tickOn(desk);
    assert.deepEqual((await desk.acceptAccount()).coins, []);
    assert.deepEqual(desk.types.at(-1), 'ABSENT');
    assert.deepEqual([desk.state.open, desk.state.books.main.day], [{}, day]);
    assertAgreement(desk);
  });
});

describe('an order that may still come of something, when a person takes the account over', () => {
  async function lostDesk(ticks?: number): Promise<TickDesk> {
    const desk = buyingDesk();
    desk.broker.submissions = [submissions.lostOnTheWay];
    await desk.tick();
    bringCoins(desk);
    await tickOn(desk, ticks);
    return desk;
  }

  async function assertRefused(desk: TickDesk): Promise<void> {
    const before = desk.disk.records.length;
    await assert.rejects(desk.acceptAccount(), hiveError('ORDERS_OPEN', /nothing is taken over: hive-/));
    assert.equal(desk.disk.records.length, before);
  }

  it('stays open for a quarter of an hour', async () => {
    await assertRefused(await lostDesk(QUARTER_TICKS - 1));
  });

  it('stays open while a look finds it or a list shows it', async () => {
    const desk = await lostDesk();
    const [sent] = desk.broker.sent;
    assert.ok(sent);
    const found: BrokerOrder = { ...workingOrder(sent, desk.clock.now()), status: 'canceled' };
    desk.broker.onLookup = () => ({ kind: 'FOUND', order: found });
    await assertRefused(desk);
    desk.broker.onLookup = () => ({ kind: 'UNKNOWN', detail: '502' });
    await assertRefused(desk);
    desk.broker.onLookup = () => ({ kind: 'MISSING' });
    desk.broker.onList = () => [found];
    await assertRefused(desk);
  });

  it('stays open while a fill of its symbol belongs to nobody, but not for one made by hand', async () => {
    const desk = await lostDesk();
    const fill: BrokerFill = {
      id: 'f-1',
      orderId: 'b-by-hand',
      symbol: 'BTC/USD',
      side: 'buy',
      qty: parseQty('0.5'),
      price: priceFromNumber(50_000),
      atMs: desk.clock.now(),
    };
    desk.broker.onFills = () => [fill];
    await assertRefused(desk);
    const [sent] = desk.broker.sent;
    assert.ok(sent);
    const byHand = workingOrder({ ...sent, clientOrderId: 'by-hand' }, desk.clock.now(), 'filled');
    desk.broker.onList = () => [byHand];
    await desk.tick();
    assert.equal(desk.journalled('EXTERNAL').length, 1);
    // It was made long before what is listed now.
    desk.broker.onList = () => [];
    assert.equal((await desk.acceptAccount()).lost.length, 1);
  });

  it('is not even asked for with keys of another account', async () => {
    const desk = await lostDesk();
    desk.broker.onAccount = account => ({ ...account, accountNumber: 'SIM-other' });
    await assert.rejects(desk.acceptAccount(), hiveError('ACCOUNT_CHANGED'));
    assert.equal(Object.keys(desk.state.open).length, 1);
  });
});

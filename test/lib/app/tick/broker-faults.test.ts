import assert from 'node:assert/strict';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { parseCents, qty } from '../../../../src/lib/core/money.ts';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { submissions, workingOrder } from '../../../support/tick-broker.ts';
import { assertAgreement, TickDesk } from '../../../support/tick-desk.ts';
import { BUY } from '../../../support/tick-strategies.ts';

function buyingDesk(cash = '10000'): TickDesk {
  const desk = new TickDesk({ cash });
  desk.strategy.says('BTC/USD', BUY);
  return desk;
}

describe('a tick and a broker that', () => {
  it('refuses: the reason is journalled, the budget comes back, the slot stays used', async () => {
    const desk = buyingDesk();
    desk.broker.submissions = [submissions.refused];
    assert.equal((await desk.reasons())[0], 'BROKER_REFUSED');
    assert.equal(desk.journalled('REFUSED')[0]?.code, '40310000');
    const { day, symbols } = desk.state.books.main;
    assert.deepEqual([day?.orders, day?.notional], [0, 0n]);
    assert.notEqual(symbols['BTC/USD']?.slots.buy, null);
    await desk.tickAfter(SLOT_MS);
    assert.equal(desk.broker.sent.length, 1);
    assertAgreement(desk);
  });

  it('loses its answer after accepting: adopted by the next tick, never sent again (N2, N3, N5)', async () => {
    const desk = buyingDesk();
    desk.broker.submissions = [submissions.answerLost];
    const report = await desk.tick();
    assert.deepEqual([report.outcomes[0]?.reason, report.open], ['BROKER_UNKNOWN', 1]);
    await desk.tickAfter(SLOT_MS);
    assert.equal(desk.broker.sent.length, 1);
    assert.deepEqual(desk.types.slice(-4), ['ACCEPTED', 'FILL', 'CLOSED', 'TICK']);
    assertAgreement(desk);
  });

  it('says that the id is taken: not refused but unknown, and adopted by the next tick (N7)', async () => {
    const desk = buyingDesk();
    desk.broker.submissions = [submissions.sentTwice];
    assert.equal((await desk.reasons())[0], 'BROKER_UNKNOWN');
    await desk.tickAfter(SLOT_MS);
    assert.equal(desk.journalled('REFUSED').length, 0);
    assertAgreement(desk);
  });

  it('hides an accepted order for ten minutes: frozen, not sent again, then adopted (N8)', async () => {
    const desk = buyingDesk();
    desk.broker.submissions = [submissions.answerLost];
    await desk.tick();
    let hidden = 5;
    desk.broker.onLookup = answer => (hidden-- > 0 ? { kind: 'MISSING' } : answer);
    const reasons: (string | undefined)[] = [];
    for (let tick = 0; tick < 6; tick++) reasons.push((await desk.tickAfter(SLOT_MS)).outcomes[0]?.reason);
    assert.deepEqual(reasons, [...Array(5).fill('SYMBOL_FROZEN'), 'EPOCH_DECIDED']);
    assert.equal(desk.journalled('MISSED').length, 5);
    assert.equal(desk.broker.sent.length, 1);
    assertAgreement(desk);
  });

  for (const [what, hide] of [
    ['its list of orders shows', (desk: TickDesk) => (desk.broker.onFills = () => [])],
    ['has fills', (desk: TickDesk) => (desk.broker.onList = () => [])],
  ] as const) {
    it(`does not find an order that ${what}: it does not count as absent (N9)`, async () => {
      const desk = buyingDesk();
      desk.broker.submissions = [submissions.answerLost];
      await desk.tick();
      desk.broker.onLookup = () => ({ kind: 'MISSING' });
      hide(desk);
      for (let tick = 0; tick < 12; tick++) await desk.tickAfter(SLOT_MS);
      assert.equal(desk.journalled('ABSENT').length, 0);
      desk.broker.onLookup = answer => answer;
      desk.broker.onFills = fills => fills;
      await desk.tickAfter(SLOT_MS);
      assertAgreement(desk);
    });
  }

  it('fills an order that counted as absent after all: taken over, with an alarm (N9)', async () => {
    const desk = buyingDesk();
    let late = async () => {};
    desk.broker.submissions = [
      async (order, inner) => {
        late = async () => void (await inner.submit(order));
        return { kind: 'UNKNOWN', detail: 'timeout', requestId: null };
      },
    ];
    for (let tick = 0; tick < 10; tick++) await desk.tickAfter(SLOT_MS);
    assert.equal(desk.journalled('ABSENT').length, 1);
    await late();
    const { warnings } = await desk.tick();
    assert.match(warnings.join(), /counted as never made, and is at the broker after all/);
    assert.deepEqual(desk.types.slice(-4), ['REAPPEARED', 'FILL', 'CLOSED', 'TICK']);
    assertAgreement(desk);
  });

  it('fills an order that it had refused, just before the machine is off for days: taken over (P11)', async () => {
    const desk = buyingDesk();
    desk.broker.submissions = [
      async (order, inner) => {
        await inner.submit(order);
        return submissions.refused();
      },
    ];
    await desk.tick();
    await desk.tickAfter(3 * DAY_MS);
    assert.equal(desk.journalled('REAPPEARED').length, 1);
    assertAgreement(desk);
  });

  it('keeps an order working for hours: frozen and reserved (N10)', async () => {
    const desk = buyingDesk('3000');
    desk.broker.submissions = [
      async order => {
        const working = workingOrder(order, desk.clock.now(), 'pending_new');
        desk.broker.extra.set(order.clientOrderId, working);
        return { kind: 'ACCEPTED', order: working, requestId: null };
      },
    ];
    await desk.tick();
    desk.strategy.says('ETH/USD', BUY);
    const { outcomes } = await desk.tickAfter(3_600_000);
    assert.equal(outcomes[0]?.reason, 'SYMBOL_FROZEN');
    // 2 % of 3,000 is 60; 2 % of the 2,940 that are left is 58.80.
    assert.deepEqual(
      desk.journalled('INTENT').map(({ value }) => value),
      ['60.00', '58.80'],
    );
  });

  it('forgets an order that it had acknowledged: frozen for good, never called absent (N8)', async () => {
    const desk = buyingDesk();
    desk.broker.submissions = [
      async order => ({
        kind: 'ACCEPTED',
        order: workingOrder(order, desk.clock.now()),
        requestId: null,
      }),
    ];
    await desk.tick();
    for (let tick = 0; tick < 10; tick++) await desk.tickAfter(SLOT_MS);
    assert.deepEqual([desk.journalled('MISSED').length, desk.journalled('ABSENT').length], [0, 0]);
    assert.equal(desk.journalled('TICK').at(-1)?.outcomes[0]?.reason, 'SYMBOL_FROZEN');
  });

  it('rejects after it accepted: closed without a fill, the reservation is free (N11)', async () => {
    const desk = buyingDesk();
    desk.broker.submissions = [
      async order => {
        const working = workingOrder(order, desk.clock.now());
        desk.broker.extra.set(order.clientOrderId, { ...working, status: 'rejected' });
        return { kind: 'ACCEPTED', order: working, requestId: null };
      },
    ];
    const report = await desk.tick();
    assert.equal(report.open, 0);
    assert.deepEqual(desk.types.slice(-4), ['INTENT', 'ACCEPTED', 'CLOSED', 'TICK']);
    assert.equal(desk.journalled('CLOSED')[0]?.status, 'rejected');
    assertAgreement(desk);
  });

  it('fills half and cancels the rest: the position is the half (N12)', async () => {
    const desk = buyingDesk();
    desk.broker.submissions = [submissions.halfFilled];
    const report = await desk.tick();
    assert.equal(report.open, 0);
    // floor9(37.50 / 50,010) = 0.000749850 less ceil9 of its fee 0.000001875.
    assert.equal(desk.journalled('FILL')[0]?.net, '0.000747975');
    assert.equal(desk.journalled('CLOSED')[0]?.status, 'canceled');
    assertAgreement(desk);
  });

  it('reports an order as filled before its fills: open until they are known (N12, I11)', async () => {
    const desk = buyingDesk();
    desk.broker.onFills = () => [];
    const report = await desk.tick();
    assert.equal(report.open, 1);
    assert.equal((await desk.tickAfter(SLOT_MS)).outcomes[0]?.reason, 'SYMBOL_FROZEN');
    desk.broker.onFills = fills => fills;
    await desk.tickAfter(SLOT_MS);
    assertAgreement(desk);
  });

  it('fills more than was ordered: halt, nothing of it is journalled (N13)', async () => {
    const desk = buyingDesk();
    desk.broker.onFills = fills => fills.map(fill => ({ ...fill, qty: qty(fill.qty * 2n) }));
    await assert.rejects(desk.tick(), hiveError('PROTOCOL_VIOLATION', /more than was ordered/));
    assert.notEqual(desk.halt.reason, null);
    assert.equal(desk.journalled('FILL').length, 0);
  });

  it('takes a filled quantity back: halt (N13)', async () => {
    const desk = buyingDesk();
    desk.broker.onLookup = answer =>
      answer.kind === 'FOUND' ? { kind: 'FOUND', order: { ...answer.order, filledQty: qty(1) } } : answer;
    desk.broker.submissions = [
      async (order, inner) => {
        const outcome = await inner.submit(order);
        assert.equal(outcome.kind, 'ACCEPTED');
        return { ...outcome, order: { ...outcome.order, status: 'partially_filled' } };
      },
    ];
    await assert.rejects(desk.tick(), hiveError('PROTOCOL_VIOLATION', /after 0\.0014997 were/));
    assert.notEqual(desk.halt.reason, null);
  });

  it('returns every fill twice and out of order: each counts once (N14)', async () => {
    const desk = buyingDesk();
    desk.broker.onFills = fills => [...fills, ...fills].reverse();
    await desk.tick();
    assert.equal(desk.journalled('FILL').length, 1);
    assertAgreement(desk);
  });

  it('answers with another symbol: halt (N4)', async () => {
    const desk = buyingDesk();
    desk.broker.submissions = [submissions.otherSymbol];
    await assert.rejects(desk.tick(), hiveError('PROTOCOL_VIOLATION', /DOGE\/USD/));
    assert.match(desk.journalled('HALT')[0]?.reason ?? '', /DOGE\/USD/);
    assert.notEqual(desk.halt.reason, null);
    // The order itself is not lost: the next tick adopts what the broker really holds.
    desk.clock.advance(SLOT_MS);
    await desk.tick();
    assertAgreement(desk);
  });

  it('answers with a fill of another side: halt (N4)', async () => {
    const desk = buyingDesk();
    desk.broker.onFills = fills => fills.map(fill => ({ ...fill, side: 'sell' as const }));
    await assert.rejects(desk.tick(), hiveError('PROTOCOL_VIOLATION', /is sell BTC\/USD/));
    assert.equal(desk.journalled('FILL').length, 0);
  });

  it('shows a stale balance: limits come from the lower view, less what is reserved (N17)', async () => {
    const desk = buyingDesk('3000');
    desk.broker.submissions = [submissions.lostOnTheWay];
    await desk.tick();
    desk.broker.onAccount = account => ({ ...account, cash: parseCents('99999') });
    desk.strategy.says('ETH/USD', BUY);
    await desk.tickAfter(SLOT_MS);
    assert.deepEqual(
      desk.journalled('INTENT').map(({ value }) => value),
      ['60.00', '58.80'],
    );
  });

  it('shows less buying power than cash: the lower counts (N17)', async () => {
    const desk = buyingDesk('3000');
    desk.broker.onAccount = account => ({ ...account, nonMarginableBuyingPower: parseCents('600') });
    await desk.tick();
    assert.deepEqual(
      desk.journalled('INTENT').map(({ value }) => value),
      ['12.00'],
    );
  });
});

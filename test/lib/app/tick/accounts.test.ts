import assert from 'node:assert/strict';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { workingOrder } from '../../../support/tick-broker.ts';
import { TickDesk } from '../../../support/tick-desk.ts';
import { BUY } from '../../../support/tick-strategies.ts';

const ruled = (pinned: string | null, paper: boolean | null) =>
  new TickDesk({ settings: { accountRule: { pinned, paper } } });

function numbered(desk: TickDesk, accountNumber: string): TickDesk {
  desk.broker.onAccount = account => ({ ...account, accountNumber });
  desk.strategy.says('BTC/USD', BUY);
  return desk;
}

describe('a tick and the account it may trade', () => {
  it('stops before any order when the number is not the pinned one (N21)', async () => {
    const desk = numbered(ruled('PA1', null), 'PA2');
    await assert.rejects(
      desk.tick(),
      hiveError('FOREIGN_ACCOUNT', /of account PA2.*allows account PA1 only/),
    );
    assert.deepEqual([desk.broker.sent.length, desk.types.length], [0, 0]);
  });

  it('takes no live account for a paper one, nor the other way round (N21)', async () => {
    await assert.rejects(numbered(ruled(null, true), '123').tick(), hiveError('WRONG_KIND_OF_ACCOUNT'));
    await assert.rejects(numbered(ruled(null, false), 'PA3').tick(), hiveError('WRONG_KIND_OF_ACCOUNT'));
    assert.equal((await numbered(ruled('PA3', true), 'PA3').tick()).outcomes[0]?.reason, 'ENTRY_SIGNAL');
  });

  it('stops when the broker’s clock is half a minute away, either way (T2)', async () => {
    for (const skewMs of [-30_001, 30_001]) {
      const desk = numbered(new TickDesk(), 'SIM-1');
      desk.broker.onAccount = account => ({ ...account, brokerMs: desk.clock.now() + skewMs });
      await assert.rejects(desk.tick(), hiveError('CLOCK_SKEW', /more than 30 s apart/));
      assert.deepEqual([desk.broker.sent.length, desk.types.length], [0, 0]);
    }
    const desk = numbered(new TickDesk(), 'SIM-1');
    desk.broker.onAccount = account => ({ ...account, brokerMs: desk.clock.now() - 30_000 });
    assert.equal((await desk.tick()).outcomes[0]?.reason, 'ENTRY_SIGNAL');
  });

  it('notes an order that a person made, once, and trades on (N19)', async () => {
    const desk = new TickDesk();
    desk.strategy.says('BTC/USD', BUY);
    await desk.tick();
    const [sent] = desk.broker.sent;
    assert.ok(sent);
    const byHand = { ...workingOrder(sent, desk.clock.now()), id: 'b-7', clientOrderId: 'by-hand' };
    desk.broker.extra.set('by-hand', byHand);
    for (let tick = 0; tick < 3; tick++) await desk.tickAfter(SLOT_MS);
    assert.deepEqual(desk.journalled('EXTERNAL'), [
      { brokerId: 'b-7', order: 'by-hand', symbol: 'BTC/USD', side: 'buy' },
    ]);
    assert.equal(desk.halt.reason, null);
  });

  it('does not take the notional of another order for its own (N4)', async () => {
    const desk = new TickDesk();
    desk.strategy.says('BTC/USD', BUY);
    desk.broker.submissions = [
      async (order, inner) => {
        const outcome = await inner.submit(order);
        assert.equal(outcome.kind, 'ACCEPTED');
        const { order: taken } = outcome;
        return {
          ...outcome,
          order: { ...taken, notional: taken.notional && ((taken.notional + 1n) as never) },
        };
      },
    ];
    await assert.rejects(desk.tick(), hiveError('PROTOCOL_VIOLATION', /another size/));
    assert.notEqual(desk.halt.reason, null);
  });

  it('halts on an answer about another order, which may be ours all the same (N4)', async () => {
    const desk = new TickDesk();
    desk.strategy.says('BTC/USD', BUY);
    desk.broker.submissions = [
      async () => ({ kind: 'UNKNOWN', detail: 'another client id', requestId: 'r-1', violation: true }),
    ];
    await assert.rejects(desk.tick(), hiveError('PROTOCOL_VIOLATION', /another client id/));
    assert.deepEqual(desk.journalled('UNKNOWN')[0]?.requestId, 'r-1');
    assert.equal(Object.keys(desk.state.open).length, 1);
  });

  it('keeps the broker’s id of each answer', async () => {
    const desk = new TickDesk();
    desk.strategy.says('BTC/USD', BUY);
    desk.broker.submissions = [
      async (order, inner) => ({ ...(await inner.submit(order)), requestId: 'r-2' }),
    ];
    await desk.tick();
    assert.equal(desk.journalled('ACCEPTED')[0]?.requestId, 'r-2');
  });
});

import assert from 'node:assert/strict';
import { dataError } from '../../../../src/lib/core/errors.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { submissions } from '../../../support/tick-broker.ts';
import { assertAgreement, TickDesk } from '../../../support/tick-desk.ts';
import { BUY } from '../../../support/tick-strategies.ts';

const MINUTE = 60_000;
const diskFull = () => dataError({ code: 'DISK_FULL', message: 'no space left', next: 'Make space.' });

function buyingDesk(): TickDesk {
  const desk = new TickDesk();
  desk.strategy.says('BTC/USD', BUY);
  return desk;
}

/** The process dies at the first append that holds a record of `type`: before it is durable, or after. */
function dieAt(
  desk: TickDesk,
  type: string,
  when: 'before' | 'after',
  error: Error = new Error('killed'),
): void {
  const hook = (bodies: readonly { readonly type: string }[]) => {
    if (!bodies.some(body => body.type === type)) return;
    desk.disk.hooks = { before: () => {}, after: () => {} };
    throw error;
  };
  desk.disk.hooks = { before: () => {}, after: () => {}, [when]: hook };
}

describe('a tick after one that was killed', () => {
  for (const type of ['GENESIS', 'CONFIG', 'DECISION'] as const) {
    it(`trades as if nothing had been when the kill came before ${type} (P1)`, async () => {
      const desk = buyingDesk();
      dieAt(desk, type, 'before');
      await assert.rejects(desk.tick(), /killed/);
      assert.equal(desk.broker.sent.length, 0);
      assert.equal((await desk.reasons())[0], 'ENTRY_SIGNAL');
      assertAgreement(desk);
    });
  }

  it('does not send when the disk is full before the intent (D1)', async () => {
    const desk = buyingDesk();
    dieAt(desk, 'INTENT', 'before', diskFull());
    await assert.rejects(desk.tick(), hiveError('DISK_FULL'));
    assert.equal(desk.broker.sent.length, 0);
    assert.equal(desk.ledger.ordersSince(0).length, 0);
  });

  it('completes the record when the disk was full after the broker accepted (D2)', async () => {
    const desk = buyingDesk();
    dieAt(desk, 'ACCEPTED', 'before', diskFull());
    await assert.rejects(desk.tick(), hiveError('DISK_FULL'));
    assert.equal(desk.ledger.ordersSince(0).length, 1);
    await desk.tickAfter(SLOT_MS);
    assertAgreement(desk);
  });

  it('never sends an intent that was not sent; the symbol is frozen until it counts as absent (P2, N9)', async () => {
    const desk = buyingDesk();
    dieAt(desk, 'INTENT', 'after');
    await assert.rejects(desk.tick(), /killed/);
    desk.strategy.says('ETH/USD', BUY);
    for (let tick = 1; tick <= 7; tick++) {
      const { outcomes } = await desk.tickAfter(SLOT_MS);
      assert.equal(outcomes[0]?.reason, 'SYMBOL_FROZEN', `tick ${tick}`);
    }
    // Seven misses, but only 14 minutes.
    assert.equal(desk.journalled('ABSENT').length, 0);
    const { outcomes } = await desk.tickAfter(SLOT_MS);
    assert.equal(outcomes[0]?.reason, 'EPOCH_DECIDED');
    assert.equal(desk.journalled('ABSENT').length, 1);
    assert.deepEqual(
      desk.broker.sent.map(({ symbol }) => symbol),
      ['ETH/USD'],
    );
    assertAgreement(desk);
  });

  it('needs five lookups as well as fifteen minutes to call an order absent (N9)', async () => {
    const desk = buyingDesk();
    dieAt(desk, 'INTENT', 'after');
    await assert.rejects(desk.tick(), /killed/);
    const counts: number[] = [];
    for (let tick = 1; tick <= 5; tick++) {
      await desk.tickAfter(20 * MINUTE);
      counts.push(desk.journalled('ABSENT').length);
    }
    assert.deepEqual(counts, [0, 0, 0, 0, 1]);
  });

  it('adopts an order that the broker accepted before the kill (P3)', async () => {
    const desk = buyingDesk();
    desk.broker.submissions = [
      async (order, inner) => {
        await inner.submit(order);
        throw new Error('killed');
      },
    ];
    await assert.rejects(desk.tick(), /killed/);
    await desk.tickAfter(SLOT_MS);
    assert.equal(desk.broker.sent.length, 1);
    assertAgreement(desk);
  });

  for (const [type, when] of [
    ['ACCEPTED', 'before'],
    ['ACCEPTED', 'after'],
    ['FILL', 'before'],
    ['FILL', 'after'],
    ['TICK', 'before'],
  ] as const) {
    it(`has each fill once after a kill ${when} ${type} (P4)`, async () => {
      const desk = buyingDesk();
      dieAt(desk, type, when);
      await assert.rejects(desk.tick(), /killed/);
      await desk.tickAfter(SLOT_MS);
      assert.equal(desk.journalled('FILL').length, 1);
      assert.equal(desk.broker.sent.length, 1);
      assertAgreement(desk);
    });
  }

  it('knows all its orders after days in which no tick came to its end (D2, P11)', async () => {
    const desk = buyingDesk();
    for (const symbol of ['BTC/USD', 'ETH/USD']) {
      desk.strategy.says(symbol, BUY);
      dieAt(desk, 'TICK', 'before', diskFull());
      await assert.rejects(desk.tickAfter(3 * DAY_MS), hiveError('DISK_FULL'));
    }
    await desk.tickAfter(SLOT_MS);
    assert.equal(desk.halt.reason, null);
    assertAgreement(desk);
  });

  it('writes UNKNOWN once and resolves it when the answer was lost on the way back (P9)', async () => {
    const desk = buyingDesk();
    desk.broker.submissions = [submissions.answerLost];
    assert.equal((await desk.reasons())[0], 'BROKER_UNKNOWN');
    await desk.tickAfter(SLOT_MS);
    assertAgreement(desk);
  });

  it('finds its state again from a checkpoint, from none and from a damaged one', async () => {
    const desk = buyingDesk();
    await desk.tick();
    const { state } = desk;
    desk.store.checkpoints.drop();
    await desk.tickAfter(SLOT_MS);
    desk.store.checkpoints.save({ ...desk.store.checkpoints.load()!, state: '{"half' });
    await desk.tickAfter(SLOT_MS);
    desk.store.checkpoints.save({ ...desk.store.checkpoints.load()!, state: '{"version":0,"state":{}}' });
    await desk.tickAfter(SLOT_MS);
    assert.deepEqual(
      desk.state.books.main.symbols['BTC/USD']?.lots,
      state.books.main.symbols['BTC/USD']?.lots,
    );
    assert.equal(desk.state.ticks, 4);
  });
});

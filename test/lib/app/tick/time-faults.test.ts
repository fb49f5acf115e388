import assert from 'node:assert/strict';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import { limitsFrom } from '../../../../src/lib/risk/limits.ts';
import { openJournal } from '../../../../src/lib/store/files/journal-file.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { NOON, SETTINGS as RISK } from '../../../support/orders.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { submissions } from '../../../support/tick-broker.ts';
import { assertAgreement, TickDesk } from '../../../support/tick-desk.ts';
import { BUY, SELL } from '../../../support/tick-strategies.ts';

function buyingDesk(): TickDesk {
  const desk = new TickDesk();
  desk.strategy.says('BTC/USD', BUY);
  return desk;
}

/** Something happens just after the intent is durable: between S6 and S7. */
function afterIntent(desk: TickDesk, happens: () => void): void {
  desk.disk.hooks = {
    before: () => {},
    after: bodies => {
      if (bodies.some(({ type }) => type === 'INTENT')) happens();
    },
  };
}

describe('an intent that is durable', () => {
  const changes: readonly (readonly [string, string, (desk: TickDesk) => void])[] = [
    ['is halted before it is sent', 'HALTED', desk => desk.halt.write('stop')],
    ['is suspended for a minute (P10)', 'STALE_QUOTE', desk => desk.clock.advance(60_000)],
    [
      'waits for 31 s that only the steady clock sees (P10)',
      'CLOCK_JUMPED',
      desk => desk.clock.stall(31_000),
    ],
    ['sees the wall clock jump 31 s ahead (T3)', 'CLOCK_JUMPED', desk => desk.clock.jump(31_000)],
    ['sees the wall clock jump 6 s back (T3)', 'CLOCK_JUMPED', desk => desk.clock.jump(-6_000)],
    ['runs out of time (P9)', 'DEADLINE', desk => desk.clock.stall(90_001)],
  ];
  for (const [what, reason, happens] of changes) {
    it(`and ${what} is not sent, and the journal says so`, async () => {
      const desk = buyingDesk();
      afterIntent(desk, () => happens(desk));
      const { outcomes, worth } = await desk.tick();
      assert.deepEqual([outcomes[0]?.reason, worth.main.equity], [reason, '10000.00']);
      assert.equal(desk.broker.sent.length, 0);
      assert.equal(desk.journalled('REFUSED')[0]?.code, 'NOT_SENT');
      assert.equal(desk.state.books.main.day?.notional, 0n);
      assert.deepEqual(desk.state.open, {});
    });
  }

  it('and waits no longer than a quote may age is sent', async () => {
    const desk = buyingDesk();
    afterIntent(desk, () => desk.clock.advance(30_000));
    assert.equal((await desk.reasons())[0], 'ENTRY_SIGNAL');
    assertAgreement(desk);
  });
});

describe('a tick and its clocks', () => {
  const folder = tempFolder();

  it('does not send when the clock has gone back by more than 5 s since the last record (T1)', async () => {
    const desk = new TickDesk();
    desk.open = from => openJournal(`${folder()}/journal.jsonl`, from ? { from } : {});
    await desk.tick();
    desk.clock.jump(-3_600_000);
    desk.strategy.says('BTC/USD', BUY);
    await assert.rejects(desk.tick(), hiveError('CLOCK_WENT_BACK'));
    assert.equal(desk.broker.sent.length, 0);
  });

  it('makes no order id again when the clock goes back over the border of a slot (T1, I3)', async () => {
    // A second before the border; the position is twice the cap for one order, so there is more to sell.
    const border = Math.ceil(NOON / SLOT_MS) * SLOT_MS + SLOT_MS;
    const desk = new TickDesk({ startMs: border - 1_000, settings: { exits: 'signal' } });
    desk.strategy.says('BTC/USD', BUY);
    await desk.tick();
    desk.quotes.set('BTC/USD', 180_000, 180_100);
    desk.strategy.says('BTC/USD', SELL);
    desk.clock.advance(DAY_MS);
    assert.equal((await desk.reasons())[0], 'EXIT_SIGNAL');
    desk.clock.advance(2_000);
    assert.equal((await desk.reasons())[0], 'EXIT_SIGNAL');
    desk.clock.jump(-2_000);
    assert.equal((await desk.reasons())[0], 'SLOT_USED');
    desk.clock.jump(2_000);
    assert.equal((await desk.reasons())[0], 'SLOT_USED');
    assertAgreement(desk);
  });

  it('makes one order when it runs twice in a slot, and none for slots that were skipped (T5)', async () => {
    const desk = buyingDesk();
    await desk.tick();
    desk.clock.advance(1_000);
    await desk.tick();
    await desk.tickAfter(10 * SLOT_MS);
    assert.equal(desk.broker.sent.length, 1);
    assertAgreement(desk);
  });

  it('keeps the slot of the decision when the intent is written in the next one (T3)', async () => {
    const desk = new TickDesk({ startMs: Math.ceil(NOON / SLOT_MS) * SLOT_MS + SLOT_MS - 1 });
    desk.strategy.says('BTC/USD', BUY);
    const look = desk.strategy.look.bind(desk.strategy);
    desk.strategy.look = async symbol => {
      desk.clock.advance(10);
      return look(symbol);
    };
    await desk.tick();
    const [intent] = desk.journalled('INTENT');
    assert.match(intent?.order ?? '', new RegExp(`-${intent?.slot}$`));
  });

  it('counts an order against the day of its intent, an unresolved one against the next day too (T6)', async () => {
    const midnight = Math.ceil(NOON / DAY_MS) * DAY_MS;
    const desk = new TickDesk({
      startMs: midnight - 1_000,
      settings: { limits: limitsFrom({ ...RISK, dailyOrders: 1 }) },
    });
    desk.strategy.says('BTC/USD', BUY);
    desk.broker.submissions = [submissions.lostOnTheWay];
    await desk.tick();
    desk.strategy.says('ETH/USD', BUY);
    const { outcomes } = await desk.tickAfter(2_000);
    assert.deepEqual(
      outcomes.map(({ reason }) => reason),
      ['SYMBOL_FROZEN', 'DAILY_ORDERS'],
    );
    // A day later the order of BTC is called absent and today is free.
    for (let tick = 0; tick < 6; tick++) await desk.tickAfter(4 * 60_000);
    desk.clock.advance(DAY_MS);
    assert.equal((await desk.reasons())[1], 'ENTRY_SIGNAL');
    assertAgreement(desk);
  });

  it('counts a resolved order of yesterday no more (T6)', async () => {
    const midnight = Math.ceil(NOON / DAY_MS) * DAY_MS;
    const desk = new TickDesk({
      startMs: midnight - 1_000,
      settings: { limits: limitsFrom({ ...RISK, dailyOrders: 1 }) },
    });
    desk.strategy.says('BTC/USD', BUY);
    await desk.tick();
    desk.strategy.says('ETH/USD', BUY);
    assert.equal((await desk.reasons())[1], 'DAILY_ORDERS');
    desk.clock.advance(2_000);
    assert.equal((await desk.reasons())[1], 'ENTRY_SIGNAL');
  });
});

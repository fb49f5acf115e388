import assert from 'node:assert/strict';
import { cents, parseCents } from '../../../../src/lib/core/money.ts';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { MemoryJournal } from '../../../support/memory-journal.ts';
import { approved, entry } from '../../../support/orders.ts';
import { TickDesk } from '../../../support/tick-desk.ts';
import { BUY } from '../../../support/tick-strategies.ts';

describe('the start of a tick', () => {
  it('refuses an account that has orders when there is no journal (D7)', async () => {
    const desk = new TickDesk();
    desk.strategy.says('BTC/USD', BUY);
    await desk.tick();
    desk.store.checkpoints.drop();
    desk.open = new MemoryJournal().open;
    await assert.rejects(desk.tick(), hiveError('JOURNAL_MISSING', /already has orders/));
    assert.equal(desk.broker.sent.length, 1);
  });

  it('refuses another account or mode than the journal’s (N21)', async () => {
    const desk = new TickDesk();
    await desk.tick();
    desk.broker.onAccount = account => ({ ...account, accountNumber: 'SIM-OTHER' });
    await assert.rejects(desk.tick(), hiveError('ACCOUNT_CHANGED', /account SIM-OTHER/));
    desk.broker.onAccount = account => account;
    desk.settings = { ...desk.settings, mode: 'paper' };
    await assert.rejects(desk.tick(), hiveError('ACCOUNT_CHANGED', /would trade paper account/));
    assert.deepEqual(desk.types, ['GENESIS', 'CONFIG', 'TICK']);
  });

  it('refuses another market than the journal’s', async () => {
    const desk = new TickDesk();
    await desk.tick();
    desk.settings = { ...desk.settings, market: 'simulated/43/concentrated' };
    await assert.rejects(desk.tick(), hiveError('MARKET_CHANGED', /simulated\/43/));
    assert.deepEqual(desk.types, ['GENESIS', 'CONFIG', 'TICK']);
  });

  it('refuses an account that the broker has blocked (N22)', async () => {
    const desk = new TickDesk();
    desk.broker.onAccount = account => ({ ...account, blocked: 'trading suspended by user' });
    await assert.rejects(desk.tick(), hiveError('ACCOUNT_BLOCKED', /suspended by user/));
    assert.equal(desk.halt.reason, null);
  });

  it('halts on an order with a HIVE id that the journal did not make (P7)', async () => {
    const desk = new TickDesk();
    await desk.tick();
    const foreign = 'hive-ffffffffff-BTCUSD-buy-1';
    await desk.broker.submit(approved(entry(parseCents('20')), foreign));
    desk.clock.advance(SLOT_MS);
    await assert.rejects(desk.tick(), hiveError('FOREIGN_ORDER', new RegExp(foreign)));
    assert.match(desk.halt.reason ?? '', /did not make/);
    assert.match(desk.journalled('HALT')[0]?.reason ?? '', /did not make/);
  });

  for (const [what, move] of [
    ['a cent', { cash: cents(1), coins: 0n }],
    ['1e-9 of a coin', { cash: cents(0), coins: 1n }],
  ] as const) {
    it(`halts when the account differs from the journal by ${what} (N19)`, async () => {
      const desk = new TickDesk();
      desk.strategy.says('BTC/USD', BUY);
      await desk.tick();
      desk.broker.onAccount = account => ({ ...account, cash: cents(account.cash + move.cash) });
      desk.broker.onPositions = positions =>
        positions.map(position => ({ ...position, qty: (position.qty + move.coins) as typeof position.qty }));
      desk.clock.advance(SLOT_MS);
      await assert.rejects(desk.tick(), hiveError('ACCOUNT_DRIFT', /differs from the journal/));
      assert.notEqual(desk.halt.reason, null);
      assert.equal(desk.journalled('HALT').length, 1);
    });
  }

  it('does not read a failing or empty position list as flat (N18)', async () => {
    const desk = new TickDesk();
    desk.strategy.says('BTC/USD', BUY);
    await desk.tick();
    desk.broker.onPositions = () => {
      throw new Error('503');
    };
    await assert.rejects(desk.tick(), /503/);
    desk.broker.onPositions = () => [];
    await assert.rejects(desk.tick(), hiveError('ACCOUNT_DRIFT', /BTC\/USD is 0 at the broker/));
    assert.equal(desk.broker.sent.length, 1);
  });

  it('does nothing but settle and report while trading is halted', async () => {
    const desk = new TickDesk();
    desk.strategy.says('BTC/USD', BUY);
    desk.halt.write('a person said so');
    const report = await desk.tick();
    assert.deepEqual(
      report.outcomes.map(({ reason }) => reason),
      ['HALTED', 'HALTED'],
    );
    assert.equal(report.halted, 'a person said so');
    assert.equal(desk.broker.sent.length, 0);
  });
});

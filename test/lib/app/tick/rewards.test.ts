import assert from 'node:assert/strict';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import { walkingLearner } from '../../../support/awake-learner.ts';
import { NOON } from '../../../support/orders.ts';
import { submissions, workingOrder } from '../../../support/tick-broker.ts';
import { TickDesk } from '../../../support/tick-desk.ts';
import { BUY, SELL } from '../../../support/tick-strategies.ts';

const WIDE = { ...BUY, widths: { target: 9, stop: 0.99 } };

describe('the rewards of ticks', () => {
  it('add up tick by tick: worth now and cash so far (by hand)', async () => {
    const desk = new TickDesk();
    desk.strategy.says('BTC/USD', WIDE);
    await desk.tick();
    for (const bid of [50_500, 49_000, 52_000]) {
      desk.quotes.set('BTC/USD', bid, bid + 20);
      await desk.tickAfter(SLOT_MS);
    }
    const trip = desk.state.learning.trips['BTC/USD']!;
    // 75.00 buys 0.0014997 coins at 50,010, of which 0.25 % go as fee: 0.00149595 x 52,000 = 77.78.
    assert.deepEqual([trip.ticks, trip.spent, trip.flow, trip.marked], [4, 7_500n, 0n, 7_778n]);
    assert.equal(trip.earned, 278n);
    desk.strategy.says('BTC/USD', SELL);
    desk.quotes.set('BTC/USD', 51_000, 51_020);
    // What has grown beyond the largest order is sold in two.
    await desk.tickAfter(DAY_MS);
    assert.equal(desk.state.learning.rewards.length, 0);
    await desk.tickAfter(SLOT_MS);
    const reward = desk.state.learning.rewards[0]!;
    assert.equal(reward.net, desk.state.books.main.realised);
    assert.deepEqual([reward.ticks, reward.confidence, reward.regime], [5, 0.9, 'unknown']);
    assert.equal(reward.decision, 'main-BTCUSD-20468');
  });
});

/** A desk that holds Bitcoin by a decision. */
async function longDesk(settings = {}): Promise<TickDesk> {
  const desk = new TickDesk({ settings });
  desk.learner = walkingLearner(desk.clock, NOON);
  desk.strategy.says('BTC/USD', WIDE);
  await desk.tick();
  assert.ok(desk.state.learning.trips['BTC/USD']);
  return desk;
}

const nothingLearned = ({ state: { learning } }: TickDesk, voided: number): void => {
  assert.deepEqual([learning.rewards, learning.table, learning.voided], [[], [], voided]);
};

describe('what never becomes a reward', () => {
  it('is a position that a person moved, nor what is left of it and sold later', async () => {
    const desk = await longDesk();
    const cash = desk.ledger.load().cash;
    desk.broker.onPositions = positions =>
      positions.map(one => ({ ...one, qty: (one.qty / 2n) as typeof one.qty, available: one.qty }));
    await desk.acceptAccount();
    assert.equal(desk.state.learning.trips['BTC/USD'], undefined);
    nothingLearned(desk, 1);
    assert.ok(cash > 0n);
  });

  it('is an order that was never sent, refused, or somebody else’s', async () => {
    const desk = new TickDesk();
    desk.strategy.says('BTC/USD', WIDE).says('ETH/USD', WIDE);
    desk.broker.submissions = [submissions.refused, submissions.lostOnTheWay];
    await desk.tick();
    const [, lost] = desk.broker.sent;
    desk.broker.extra.set('by-hand', { ...workingOrder(lost!, NOON), clientOrderId: 'by-hand', id: 'x' });
    for (let tick = 0; tick < 10; tick++) await desk.tickAfter(4 * 60_000);
    assert.ok(
      desk.types.includes('ABSENT') && desk.types.includes('REFUSED') && desk.types.includes('EXTERNAL'),
    );
    assert.deepEqual(desk.state.learning.trips, {});
    nothingLearned(desk, 0);
  });

  it('is an order whose outcome is unknown, until it is found filled', async () => {
    const desk = new TickDesk();
    desk.strategy.says('BTC/USD', WIDE);
    desk.broker.submissions = [submissions.answerLost];
    await desk.tick();
    assert.deepEqual(desk.state.learning.trips, {});
    await desk.tickAfter(SLOT_MS);
    assert.equal(desk.state.learning.trips['BTC/USD']?.decision, 'main-BTCUSD-20468');
    assert.equal(desk.state.learning.trips['BTC/USD']?.spent, 7_500n);
  });

  it('is what the control arm does', async () => {
    const desk = new TickDesk();
    (desk.control as typeof desk.strategy).says('BTC/USD', WIDE);
    await desk.tick();
    (desk.control as typeof desk.strategy).says('BTC/USD', SELL);
    await desk.tickAfter(DAY_MS);
    assert.ok(desk.journalled('SHADOW').length === 2);
    assert.deepEqual([desk.state.learning.trips, desk.state.learning.decisions], [{}, {}]);
    nothingLearned(desk, 0);
  });
});

describe('what fills teach', () => {
  it('is their slippage, by the stance that runs: of entries and exits on a signal (by hand)', async () => {
    const desk = await longDesk();
    const { slippage } = desk.state.learning;
    // Bought at the ask: 50,010 over 50,000 is 2 basis points, all of it half the spread: no error.
    assert.deepEqual([slippage.model.seen, slippage.fills], [1, 1]);
    assert.ok(slippage.squares < 1e-12);
    desk.strategy.says('BTC/USD', SELL);
    await desk.tickAfter(DAY_MS);
    assert.equal(desk.state.learning.slippage.model.seen, 2);
    assert.equal(desk.state.learning.table.length, 1);
  });

  it('is nothing where no stance says what the market was like, but the trade counts', async () => {
    const desk = new TickDesk();
    desk.strategy.says('BTC/USD', WIDE);
    await desk.tick();
    assert.equal(desk.state.learning.slippage.model.seen, 0);
    desk.strategy.says('BTC/USD', SELL);
    await desk.tickAfter(DAY_MS);
    const [cell] = desk.state.learning.table;
    assert.deepEqual([cell?.regime, cell?.from, cell?.trades], ['unknown', 0.8, 1]);
  });

  it('is the regime at entry, whatever it is at the exit', async () => {
    const desk = await longDesk();
    const { regime } = desk.state.learning.trips['BTC/USD']!;
    assert.equal(regime, desk.journalled('STANCE')[0]?.symbols['BTC/USD']?.regime);
    assert.notEqual(regime, 'unknown');
  });
});

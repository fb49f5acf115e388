import assert from 'node:assert/strict';
import { controlStrategy } from '../../../../src/lib/app/tick/control-strategy.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { parseCents } from '../../../../src/lib/core/money.ts';
import { SLOT_MS, slotOf } from '../../../../src/lib/core/order.ts';
import { ACTIONS } from '../../../../src/lib/core/signal.ts';
import { limitsFrom } from '../../../../src/lib/risk/limits.ts';
import { SETTINGS as RISK } from '../../../support/orders.ts';
import { TickDesk } from '../../../support/tick-desk.ts';
import { BUY, ScriptedStrategy, SELL } from '../../../support/tick-strategies.ts';

/** A desk whose control arm is scripted; the strategy that trades says nothing. */
function shadowDesk(options: ConstructorParameters<typeof TickDesk>[0] = {}) {
  const control = new ScriptedStrategy();
  return { desk: new TickDesk({ ...options, control }), control };
}

describe('the control arm', () => {
  it('fills at the quote after the same costs, in its own book, and sends nothing', async () => {
    const { desk, control } = shadowDesk();
    control.says('BTC/USD', BUY);
    const { worth } = await desk.tick();
    assert.equal(desk.broker.sent.length, 0);
    const [shadow] = desk.journalled('SHADOW');
    // The same figures as those of a real buy: see the test of a tick that trades.
    assert.deepEqual(
      [shadow?.qty, shadow?.net, shadow?.cash, shadow?.fee],
      ['0.0014997', '0.00149595', '-75.00', '0.19'],
    );
    assert.deepEqual(worth.control, { cash: '9925.00', equity: '9999.78' });
    assert.deepEqual(worth.main, { cash: '10000.00', equity: '10000.00' });
  });

  it('trades as the account does when it says the same', async () => {
    const { desk, control } = shadowDesk();
    for (const strategy of [desk.strategy, control]) strategy.says('BTC/USD', BUY).says('ETH/USD', BUY);
    await desk.tick();
    desk.quotes.set('BTC/USD', 51_400, 51_420);
    for (const strategy of [desk.strategy, control]) strategy.says('BTC/USD', SELL);
    for (let tick = 0; tick < 3; tick++) await desk.tickAfter(tick === 0 ? DAY_MS : SLOT_MS);
    const { main, control: shadow } = desk.state.books;
    assert.deepEqual(
      [shadow.cash, shadow.realised, shadow.fees, shadow.trades, shadow.roundTrips],
      [main.cash, main.realised, main.fees, main.trades, main.roundTrips],
    );
    assert.equal(main.roundTrips, 1);
    const lots = Object.entries(main.symbols).map(([symbol, { lots }]) => [symbol, lots]);
    assert.deepEqual(
      Object.entries(shadow.symbols).map(([symbol, { lots }]) => [symbol, lots]),
      lots,
    );
  });

  it('obeys the limits of the day across symbols', async () => {
    const { desk, control } = shadowDesk({ settings: { limits: limitsFrom({ ...RISK, dailyOrders: 1 }) } });
    control.says('BTC/USD', BUY).says('ETH/USD', BUY);
    await desk.tick();
    assert.deepEqual(
      desk.journalled('SHADOW').map(({ symbol }) => symbol),
      ['BTC/USD'],
    );
    assert.deepEqual(
      desk.journalled('DECISION').map(({ reason }) => reason),
      ['ENTRY_SIGNAL', 'DAILY_ORDERS'],
    );
  });

  it('makes at most one order a symbol, side and slot', async () => {
    const { desk, control } = shadowDesk({ settings: { exits: 'signal' } });
    control.says('BTC/USD', BUY);
    await desk.tick();
    desk.quotes.set('BTC/USD', 180_000, 180_100);
    control.says('BTC/USD', SELL);
    await desk.tickAfter(DAY_MS);
    await desk.tickAfter(1_000);
    await desk.tickAfter(SLOT_MS);
    const slots = desk
      .journalled('SHADOW')
      .flatMap(({ side, at }) => (side === 'sell' ? [slotOf(Date.parse(at))] : []));
    assert.equal(slots.length, 2);
    assert.equal(new Set(slots).size, 2);
  });

  it('stops with the kill switch', async () => {
    const { desk, control } = shadowDesk();
    control.says('BTC/USD', BUY);
    desk.halt.write('stop');
    await desk.tick();
    assert.equal(desk.journalled('SHADOW').length, 0);
  });

  it('sizes by its own money', async () => {
    const { desk, control } = shadowDesk({ cash: '3000' });
    desk.strategy.says('BTC/USD', BUY);
    control.says('BTC/USD', BUY).says('ETH/USD', BUY);
    await desk.tick();
    assert.deepEqual(
      desk.journalled('SHADOW').map(({ cash }) => parseCents(cash)),
      [-6_000n, -5_880n],
    );
  });
});

describe('the random strategy', () => {
  it('gives odds that add up and count what the threshold lets through', async () => {
    const { evidence } = await controlStrategy(42).look('BTC/USD', { nowMs: 0, epoch: 7 });
    const odds = evidence!.odds(0.7);
    // 40 % and 30 %, of which the 30 % with a confidence above 0.7 remain.
    for (const [action, expected] of [
      ['BUY', 0.12],
      ['SELL', 0.09],
      ['HOLD', 0.79],
    ] as const) {
      assert.ok(Math.abs(odds[action] - expected) < 1e-12);
    }
    for (const threshold of [0.7, 0.9, 1, Number.NaN]) {
      const sum = ACTIONS.reduce((total, action) => total + evidence!.odds(threshold)[action], 0);
      assert.ok(Math.abs(sum - 1) < 1e-12);
    }
    assert.deepEqual(evidence!.odds(1), { BUY: 0, SELL: 0, HOLD: 1 });
  });

  it('journals the same bytes for the same seed and inputs, and others for another seed', async () => {
    const lines = async (seed: number) => {
      const desk = new TickDesk({
        control: controlStrategy(seed),
        settings: { epochMs: SLOT_MS, exits: 'signal' },
      });
      for (const symbol of ['BTC/USD', 'ETH/USD']) desk.strategy.says(symbol, BUY);
      for (let tick = 0; tick < 40; tick++) await desk.tickAfter(SLOT_MS);
      assert.ok(desk.journalled('SHADOW').length > 3);
      return desk.disk.lines;
    };
    const [first, again, other] = [await lines(42), await lines(42), await lines(43)];
    assert.deepEqual(first, again);
    assert.notDeepEqual(first, other);
  });
});

import assert from 'node:assert/strict';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { parseCents } from '../../../../src/lib/core/money.ts';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import { limitsFrom } from '../../../../src/lib/risk/limits.ts';
import { NOON, SETTINGS as RISK } from '../../../support/orders.ts';
import { assertAgreement, TickDesk } from '../../../support/tick-desk.ts';
import { BUY, HOLD, SELL } from '../../../support/tick-strategies.ts';

/** A desk that has just bought BTC. */
async function longDesk(...[options]: ConstructorParameters<typeof TickDesk>): Promise<TickDesk> {
  const desk = new TickDesk(options);
  desk.strategy.says('BTC/USD', BUY);
  await desk.tick();
  return desk;
}

describe('a tick that trades', () => {
  it('begins a journal with account, cash and settings, and ends it with one reason a symbol', async () => {
    const desk = new TickDesk();
    await desk.tick();
    assert.deepEqual(desk.types, ['GENESIS', 'CONFIG', 'TICK']);
    assert.equal(desk.journalled('GENESIS')[0]?.startingCash, '10000.00');
    assert.deepEqual(desk.journalled('TICK')[0]?.outcomes, [
      { symbol: 'BTC/USD', reason: 'NO_MODEL' },
      { symbol: 'ETH/USD', reason: 'NO_MODEL' },
    ]);
  });

  it('journals decision and intent before it sends, and the fill with its fees after', async () => {
    const desk = await longDesk();
    assert.deepEqual(desk.types.slice(2), ['DECISION', 'INTENT', 'ACCEPTED', 'FILL', 'CLOSED', 'TICK']);
    const [fill] = desk.journalled('FILL');
    // floor9(75 / 50,010) = 0.001499700 for 75.00; its fee ceil9(0.00000374925) = 0.00000375, worth 0.19.
    assert.deepEqual(
      [fill?.qty, fill?.net, fill?.cash, fill?.fee],
      ['0.0014997', '0.00149595', '-75.00', '0.19'],
    );
    // 9,925.00 and 0.00149595 × 49,990 = 74.7825.
    assert.deepEqual(desk.journalled('TICK')[0]?.worth.main, { cash: '9925.00', equity: '9999.78' });
    assertAgreement(desk);
  });

  it('gives a reason, the rule, its limit and the value when risk refuses', async () => {
    const desk = new TickDesk({ cash: '24.99' });
    desk.strategy.says('BTC/USD', BUY);
    const { outcomes } = await desk.tick();
    assert.deepEqual(outcomes[0], {
      symbol: 'BTC/USD',
      reason: 'BELOW_MIN_BUYING_POWER',
      rule: 'min-buying-power',
      limit: '25.00 USD',
      value: '24.99 USD',
    });
    assert.deepEqual(desk.types, ['GENESIS', 'CONFIG', 'DECISION', 'TICK']);
  });

  it('decides an epoch once and asks no strategy again', async () => {
    const desk = await longDesk();
    const { asked } = desk.strategy;
    const { outcomes } = await desk.tickAfter(SLOT_MS);
    assert.equal(outcomes[0]?.reason, 'EPOCH_DECIDED');
    // ETH was not decided: it has no model, and is asked again.
    assert.equal(desk.strategy.asked, asked + 1);
  });

  for (const [what, bid, reason] of [
    ['target', 51_511, 'EXIT_TARGET'],
    ['stop', 49_009, 'EXIT_STOP'],
  ] as const) {
    it(`sells at the ${what} within the decided epoch`, async () => {
      const desk = await longDesk();
      // Entered at 50,010: target 51,510.30, stop 49,009.80.
      desk.quotes.set('BTC/USD', bid, bid + 20);
      let { outcomes } = await desk.tickAfter(SLOT_MS);
      assert.equal(outcomes[0]?.reason, reason);
      ({ outcomes } = await desk.tickAfter(SLOT_MS));
      while (outcomes[0]?.reason === reason) ({ outcomes } = await desk.tickAfter(SLOT_MS));
      const { main } = desk.state.books;
      assert.deepEqual([main.roundTrips, main.wins], [1, what === 'target' ? 1 : 0]);
      assertAgreement(desk);
    });
  }

  it('sells at the end of the horizon unless the signal renews it', async () => {
    const desk = await longDesk();
    desk.clock.advance(DAY_MS / 2);
    assert.deepEqual((await desk.reasons())[0], 'ALREADY_LONG');
    const { plan } = desk.state.books.main.symbols['BTC/USD']!;
    assert.equal(plan?.expiresMs, NOON + 1.5 * DAY_MS);
    desk.strategy.says('BTC/USD', HOLD);
    desk.clock.advance(DAY_MS);
    assert.deepEqual((await desk.reasons())[0], 'EXIT_TIME');
    assertAgreement(desk);
  });

  it('sells on a signal and keeps at it until nothing is left', async () => {
    const desk = await longDesk();
    // 0.00149595 × 52,000 = 77.79, above the cap of one order: two parts.
    desk.settings = { ...desk.settings, exits: 'signal' };
    desk.quotes.set('BTC/USD', 51_400, 51_420);
    desk.strategy.says('BTC/USD', SELL);
    desk.clock.advance(DAY_MS / 2);
    assert.equal((await desk.reasons())[0], 'EXIT_SIGNAL');
    desk.clock.advance(1_000);
    assert.equal((await desk.reasons())[0], 'SLOT_USED');
    desk.clock.advance(SLOT_MS);
    assert.equal((await desk.reasons())[0], 'EXIT_SIGNAL');
    const sizes = desk.journalled('INTENT').flatMap(({ side, qty }) => (side === 'sell' ? [qty] : []));
    assert.deepEqual(sizes, ['0.000747975', '0.000747975']);
    assert.deepEqual(desk.state.books.main.symbols['BTC/USD']?.lots, []);
    assertAgreement(desk);
  });

  it('sizes each order after the money that the one before took', async () => {
    const desk = new TickDesk({ cash: '2500' });
    desk.strategy.says('BTC/USD', BUY).says('ETH/USD', BUY);
    await desk.tick();
    // 2 % of 2,500.00 is 50.00; 2 % of 2,450.00 is 49.00.
    assert.deepEqual(
      desk.journalled('INTENT').map(({ value }) => value),
      ['50.00', '49.00'],
    );
  });

  it('goes on selling a symbol that is no longer on the list, and buys none', async () => {
    const desk = await longDesk();
    const symbols = ['ETH/USD'];
    desk.settings = { ...desk.settings, symbols, limits: limitsFrom({ ...RISK, symbols }) };
    desk.quotes.set('BTC/USD', 49_000, 49_020);
    const { outcomes } = await desk.tickAfter(SLOT_MS);
    assert.deepEqual(
      outcomes.map(({ symbol, reason }) => `${symbol} ${reason}`),
      ['ETH/USD NO_MODEL', 'BTC/USD EXIT_STOP'],
    );
    assert.deepEqual(
      (await desk.tickAfter(DAY_MS)).outcomes.map(({ symbol }) => symbol),
      ['ETH/USD'],
    );
  });

  it('journals a change of the settings, and only a change', async () => {
    const desk = new TickDesk();
    await desk.tick();
    await desk.tickAfter(SLOT_MS);
    const limits = { ...desk.settings.limits, maxOrder: parseCents('50') };
    desk.settings = { ...desk.settings, limits };
    await desk.tickAfter(SLOT_MS);
    assert.deepEqual(
      desk.journalled('CONFIG').map(({ settings }) => settings.maxOrder),
      ['75.00', '50.00'],
    );
  });

  it('takes the cost-aware threshold where it is chosen and known', async () => {
    const threshold = async (breakEven: number | null) => {
      const desk = new TickDesk({ settings: { threshold: 'break-even' } });
      desk.strategy.says('BTC/USD', { ...BUY, confidence: 0.65, breakEven });
      const [reason] = await desk.reasons();
      return [desk.journalled('DECISION')[0]?.threshold, reason];
    };
    assert.deepEqual(await threshold(0.6), [0.6, 'ENTRY_SIGNAL']);
    assert.deepEqual(await threshold(null), [0.7, 'LOW_CONFIDENCE']);
  });

  it('journals a decision with everything that it was made of', async () => {
    const desk = await longDesk();
    assert.deepEqual(desk.journalled('DECISION')[0], {
      id: 'main-BTCUSD-20468',
      book: 'main',
      symbol: 'BTC/USD',
      epoch: 20_468,
      strategy: 'scripted',
      inputs: {
        atMs: NOON,
        quoteHeldMs: 0,
        buyingPower: '10000.00',
        qtyAvailable: '0',
        lastClose: null,
      },
      reason: 'ENTRY_SIGNAL',
      signal: { action: 'BUY', confidence: 0.9, probabilityUp: null },
      threshold: 0.7,
      featureSet: null,
      features: null,
      barCloseAt: null,
      quote: { bid: 49_990, ask: 50_010, at: '2026-01-15T12:00:00.000Z' },
      positionBefore: '0',
      experts: [{ id: 'scripted', weight: 1, probabilityUp: null }],
      before: { BUY: 1, SELL: 0, HOLD: 0 },
      after: { BUY: 1, SELL: 0, HOLD: 0 },
      effect: 'BUY',
      propensity: 1,
      random: null,
      costs: { feeRate: 0.0025, spreadBps: 8 },
      horizonMs: DAY_MS,
      barriers: { target: 0.03, stop: 0.02 },
      model: null,
      interval: null,
    });
  });
});

import assert from 'node:assert/strict';
import { type Qty, qty } from '../../../src/lib/core/money.ts';
import { lotsQty, marketValue } from '../../../src/lib/core/position.ts';
import { mulberry32 } from '../../../src/lib/core/random.ts';
import { entry } from '../../../src/lib/journal/entry.ts';
import { decodeState, encodeState } from '../../../src/lib/journal/state.ts';
import { hiveError } from '../../support/hive-error.ts';
import { fold, GENESIS_ENTRY, timed } from '../../support/journal-entries.ts';
import { settled, stance } from '../../support/stances.ts';
import { TripDesk } from '../../support/trip-desk.ts';

const heldOf = ({ state }: TripDesk, symbol: string): Qty =>
  lotsQty(state.books.main.symbols[symbol]?.lots ?? []);

/** A round trip at prices that go anywhere, left in one to three sales. */
async function randomTrip(desk: TripDesk, symbol: string, id: string, random: () => number): Promise<void> {
  const quote = () => {
    const mid = 20 + 40_000 * random();
    desk.quote(symbol, Math.floor(mid * 100) / 100, Math.ceil(mid * 100 + 100 * random()) / 100);
  };
  quote();
  desk.decide(symbol, id);
  await desk.buy(symbol, (10 + 65 * random()).toFixed(2), id);
  const sales = 1 + Math.floor(3 * random());
  for (let sale = 1; sale <= sales; sale++) {
    for (let ticks = Math.floor(3 * random()); ticks > 0; ticks--) {
      quote();
      desk.tick();
    }
    const held = heldOf(desk, symbol);
    await desk.sell(symbol, sale === sales ? held : qty((held + 1n) / 2n), null);
  }
  desk.tick();
}

describe('the rewards that the journal folds to', () => {
  it('are the change of realised profit to the cent, over a thousand random trips', async () => {
    const random = mulberry32(2026);
    for (let lot = 0; lot < 20; lot++) {
      const desk = new TripDesk('1000000');
      for (let trip = 0; trip < 50; trip++) {
        const before = desk.state.books.main.realised;
        const symbol = trip % 2 === 0 ? 'BTC/USD' : 'ETH/USD';
        await randomTrip(desk, symbol, `d-${trip}`, random);
        const reward = desk.state.learning.rewards.at(-1)!;
        assert.equal(reward.decision, `d-${trip}`);
        assert.equal(reward.net, desk.state.books.main.realised - before);
      }
      const { rewards, trips, voided } = desk.state.learning;
      assert.deepEqual([rewards.length, trips, voided], [50, {}, 0]);
      const all = rewards.reduce((sum, { net }) => sum + net, 0n);
      assert.equal(all, desk.state.books.main.realised);
      assert.equal(
        rewards.reduce((sum, { fees }) => sum + fees, 0n),
        desk.state.books.main.fees,
      );
    }
  });

  it('are at each tick what is held is worth, less what went in, and what came', async () => {
    const desk = new TripDesk();
    desk.quote('BTC/USD', 49_990, 50_010);
    desk.decide('BTC/USD', 'd-1');
    await desk.buy('BTC/USD', '75.00', 'd-1');
    for (const bid of [49_000, 52_000, 47_123.45]) {
      desk.quote('BTC/USD', bid, bid + 1);
      desk.tick();
      const { lots, mark } = desk.state.books.main.symbols['BTC/USD']!;
      assert.equal(desk.state.learning.trips['BTC/USD']?.earned, marketValue(lots, mark!) - 7_500n);
    }
  });

  it('keep the newest hundred one by one, and all of them in the table', async () => {
    const desk = new TripDesk('1000000');
    for (let trip = 0; trip < 120; trip++) await randomTrip(desk, 'BTC/USD', `d-${trip}`, mulberry32(trip));
    const { rewards, table } = desk.state.learning;
    assert.deepEqual([rewards.length, rewards[0]?.decision], [100, 'd-20']);
    assert.equal(
      table.reduce((sum, { trades }) => sum + trades, 0),
      120,
    );
    assert.deepEqual(decodeState(encodeState(desk.state)), desk.state);
  });
});

async function longDesk(): Promise<TripDesk> {
  const desk = new TripDesk();
  desk.quote('BTC/USD', 49_990, 50_010);
  desk.decide('BTC/USD', 'd-1');
  await desk.buy('BTC/USD', '75.00', 'd-1');
  return desk;
}

const balance = (coins: string, cash = '9925.00') =>
  entry('BALANCE', {
    ...{ cash, coins: { 'BTC/USD': coins }, marks: { 'BTC/USD': '49990.00' }, reason: 'by hand' },
  });

const learnedNothing = ({ state: { learning } }: TripDesk, voided: number): void =>
  assert.deepEqual([learning.rewards, learning.table, learning.trips, learning.voided], [[], [], {}, voided]);

describe('what never becomes a reward', () => {
  it('is a position that a person moved: all of it, or a part and then the rest by a decision', async () => {
    const gone = await longDesk();
    gone.record(balance('0'));
    learnedNothing(gone, 1);
    for (const coins of ['0.0007', '0.0030']) {
      const part = await longDesk();
      part.record(balance(coins));
      learnedNothing(part, 1);
      part.decide('BTC/USD', 'd-2');
      // The paper broker holds what it sold; a sale of that closes what the journal thinks is there.
      part.record(balance('0.00149595'));
      await part.sell('BTC/USD', heldOf(part, 'BTC/USD'), 'd-2');
      assert.equal(heldOf(part, 'BTC/USD'), 0n);
      learnedNothing(part, 1);
    }
  });

  it('is the next position by itself only: it counts again', async () => {
    const desk = await longDesk();
    desk.record(balance('0.00149595'));
    await desk.sell('BTC/USD', heldOf(desk, 'BTC/USD'), null);
    desk.decide('BTC/USD', 'd-2');
    await desk.buy('BTC/USD', '50.00', 'd-2');
    await desk.sell('BTC/USD', heldOf(desk, 'BTC/USD'), null);
    const { rewards, voided } = desk.state.learning;
    assert.deepEqual([rewards.map(({ decision }) => decision), voided], [['d-2'], 1]);
  });

  it('is money that a person moved: the trip goes on', async () => {
    const desk = await longDesk();
    desk.record(entry('BALANCE', { cash: '5000.00', coins: {}, marks: {}, reason: 'withdrawn' }));
    assert.equal(desk.state.learning.trips['BTC/USD']?.decision, 'd-1');
    await desk.sell('BTC/USD', heldOf(desk, 'BTC/USD'), null);
    assert.equal(desk.state.learning.rewards.length, 1);
  });

  it('is an order without a decision, or of one that is unknown or no longer the newest', async () => {
    for (const decision of [null, 'd-of-another-journal']) {
      const desk = new TripDesk();
      desk.quote('BTC/USD', 49_990, 50_010);
      desk.decide('BTC/USD', 'd-1');
      await desk.buy('BTC/USD', '75.00', decision);
      assert.equal(desk.state.learning.trips['BTC/USD']?.decision, null);
      await desk.sell('BTC/USD', heldOf(desk, 'BTC/USD'), null);
      learnedNothing(desk, 1);
      assert.equal(desk.state.learning.slippage.model.seen, 0);
    }
  });

  it('is a decision of another symbol', async () => {
    const desk = new TripDesk();
    desk.quote('BTC/USD', 49_990, 50_010);
    desk.quote('ETH/USD', 2_999, 3_001);
    desk.decide('ETH/USD', 'd-1');
    await desk.buy('BTC/USD', '75.00', 'd-1');
    assert.equal(desk.state.learning.trips['BTC/USD']?.decision, null);
  });

  it('is a decision of the control arm', () => {
    const desk = new TripDesk();
    desk.quote('BTC/USD', 49_990, 50_010);
    desk.decide('BTC/USD', 'd-1');
    const known = desk.state.learning.decisions;
    const quote = { bid: 1, ask: 2, at: '2026-01-15T12:00:00.000Z' };
    desk.record(
      entry('DECISION', { book: 'control', symbol: 'BTC/USD', id: 'd-2', epoch: 1, quote } as never),
    );
    assert.deepEqual(desk.state.learning.decisions, known);
  });
});

describe('what fills teach of slippage', () => {
  const run = async (ask: number) => {
    const desk = new TripDesk();
    desk.record(entry('STANCE', stance(1)));
    desk.quote('BTC/USD', 49_990, 50_010);
    desk.decide('BTC/USD', 'd-1');
    desk.quote('BTC/USD', ask - 20, ask);
    await desk.buy('BTC/USD', '75.00', 'd-1');
    return desk.state.learning.slippage;
  };

  it('is the price beyond the middle that was decided on, in basis points beyond half the spread (by hand)', async () => {
    // 50,060 against a middle of 50,000 is 12 basis points; 2 of them are half the spread.
    assert.ok(Math.abs((await run(50_060)).squares - 100) < 1e-6);
    assert.ok((await run(50_010)).squares < 1e-9);
  });

  it('is nothing of a fill that is a tenth away: that is another fault', async () => {
    assert.equal((await run(56_000)).model.seen, 0);
  });
});

describe('a journal that does not add up', () => {
  const outOfStep = hiveError('LEARNER_OUT_OF_STEP');
  const begun = [GENESIS_ENTRY, timed('STANCE', stance(7))] as const;

  it('is refused at a settlement of an epoch that nobody took a stance on', () => {
    assert.throws(() => fold(GENESIS_ENTRY, timed('SETTLED', settled(1, {}))), outOfStep);
    assert.throws(() => fold(...begun, timed('SETTLED', settled(8, {}))), outOfStep);
    const twice = timed('SETTLED', settled(7, { 'BTC/USD': 0.01 }));
    assert.throws(() => fold(...begun, twice, twice), outOfStep);
  });

  it('is refused at a stance whose time goes back', () => {
    const settledOnce = timed('SETTLED', settled(7, { 'BTC/USD': 0.01 }));
    for (const epoch of [6, 7])
      assert.throws(() => fold(...begun, settledOnce, timed('STANCE', stance(epoch))), outOfStep);
  });

  it('is refused at a model of the policy that is none', () => {
    const model = { a: [1], b: [1], seen: 0 };
    const warmed = timed('WARMED', { assetClass: 'crypto', lessons: 1, pooled: model, split: model });
    assert.throws(() => fold(GENESIS_ENTRY, warmed), RangeError);
  });
});

import assert from 'node:assert/strict';
import { bookView } from '../../../../src/lib/app/book-view.ts';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { cents, parseCents, parseQty, qty } from '../../../../src/lib/core/money.ts';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import { TickDesk } from '../../../support/tick-desk.ts';
import { BUY, SELL } from '../../../support/tick-strategies.ts';

const DAY_MS = 86_400_000;
const brokerError = {
  message: 'Alpaca did not give the activities.',
  code: 'BROKER_REFUSED',
  next: 'later',
  kind: 'broker',
} as const;

/** A desk at a broker that posts its fees later, with one position. */
async function longDesk(): Promise<TickDesk> {
  const desk = new TickDesk();
  desk.broker.settlesExactly = false;
  desk.strategy.says('BTC/USD', BUY);
  await desk.tick();
  return desk;
}

/** I23: what was realised, what is not yet, and what came from outside make up the whole. */
function assertWhole({ state }: TickDesk): void {
  const { profit, realised, unrealised } = bookView(state.books.main, state.startingCash, {});
  assert.equal(Math.round(profit * 100), Math.round((realised + unrealised) * 100));
}

describe('a tick at a broker whose fees are estimates', () => {
  it('follows a cent of rounding, once, and the books add up', async () => {
    const desk = await longDesk();
    desk.broker.onAccount = account => ({ ...account, cash: cents(account.cash - 1n) });
    assert.deepEqual((await desk.tickAfter(SLOT_MS)).warnings, []);
    await desk.tickAfter(SLOT_MS);
    assert.deepEqual(desk.journalled('ADJUSTED'), [{ cash: '-0.01', coins: {} }]);
    assert.equal(desk.state.books.main.cash, (await desk.broker.account()).cash);
    assertWhole(desk);
  });

  it('follows two billionths of a coin after one fill, and not three (I21)', async () => {
    const desk = await longDesk();
    const more = (by: bigint) => {
      desk.broker.onPositions = positions => positions.map(held => ({ ...held, qty: qty(held.qty + by) }));
      return desk.tickAfter(SLOT_MS);
    };
    const drifted = await more(3n);
    assert.equal(drifted.outcomes[0]?.reason, 'POSITION_DRIFT');
    assert.match(
      drifted.warnings.join(),
      /BTC\/USD is 0\.001495953 at the broker, 0\.00149595 in the journal/,
    );
    await more(-2n);
    assert.deepEqual(desk.journalled('ADJUSTED'), [{ cash: '0.00', coins: { 'BTC/USD': '-0.000000002' } }]);
    assertWhole(desk);
  });

  it('waits for the fee of a sale, taken at the end of the day, in either direction', async () => {
    const desk = await longDesk();
    desk.strategy.says('BTC/USD', SELL);
    await desk.tickAfter(DAY_MS);
    const fee = parseCents('0.19');
    desk.broker.onAccount = account => ({ ...account, cash: cents(account.cash + fee) });
    await desk.tickAfter(SLOT_MS);
    desk.broker.onAccount = account => account;
    await desk.tickAfter(SLOT_MS);
    assert.deepEqual(
      desk.journalled('ADJUSTED').map(({ cash }) => cash),
      ['0.19', '-0.19'],
    );
    assertWhole(desk);
  });

  it('leaves a symbol alone whose coins somebody moved, and trades the other (N19)', async () => {
    const desk = await longDesk();
    desk.broker.onPositions = () => [];
    desk.strategy.says('ETH/USD', BUY);
    const { outcomes, warnings } = await desk.tickAfter(SLOT_MS);
    assert.deepEqual(
      outcomes.map(({ reason }) => reason),
      ['POSITION_DRIFT', 'ENTRY_SIGNAL'],
    );
    assert.match(warnings.join(), /hive positions accept/);
    assert.equal(desk.halt.reason, null);
  });

  it('tells of a deposit and goes on with the money it knows (N17, N19)', async () => {
    const desk = await longDesk();
    desk.broker.onAccount = account => ({ ...account, cash: parseCents('50000') });
    desk.strategy.says('ETH/USD', BUY);
    const { outcomes, warnings } = await desk.tickAfter(SLOT_MS);
    assert.match(warnings.join(), /cash is 50000\.00 at the broker, 9925\.00 in the journal/);
    assert.equal(outcomes[1]?.reason, 'ENTRY_SIGNAL');
    assert.equal(desk.journalled('DECISION').at(-1)?.inputs.buyingPower, '9925.00');
  });

  it('goes on without the posted fees, and says so', async () => {
    const desk = await longDesk();
    const { message, code, next, kind } = brokerError;
    desk.broker.fees = new HiveError({ message, code, next, kind });
    const { warnings, outcomes } = await desk.tickAfter(3_600_000);
    assert.deepEqual(warnings, ['Fees were not read: Alpaca did not give the activities.']);
    assert.equal(outcomes.length, 2);
  });

  it('journals a posted fee once, and asks once an hour', async () => {
    const desk = await longDesk();
    const posted = { id: 'fee-1', symbol: 'BTC/USD', qty: parseQty('0.00000375'), cash: cents(0) };
    desk.broker.fees = [{ ...posted, atMs: desk.clock.now() }];
    await desk.tickAfter(SLOT_MS);
    assert.equal(desk.journalled('FEE').length, 0);
    for (let hour = 0; hour < 3; hour++) await desk.tickAfter(3_600_000);
    assert.deepEqual(
      desk.journalled('FEE').map(({ fee, qty: coins }) => [fee, coins]),
      [['fee-1', '0.00000375']],
    );
  });
});

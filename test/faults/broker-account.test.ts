import assert from 'node:assert/strict';
import { parseCents } from '../../src/lib/core/money.ts';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import { assertSandboxAgrees, SandboxHome } from '../support/sandbox-home.ts';

describe('an account that says something strange', function () {
  this.timeout(120_000);
  let home: SandboxHome;
  beforeEach(async () => {
    home = await SandboxHome.aboutToTrade();
  });
  afterEach(() => home.close());

  for (const [field, value] of [
    ['cash', '"NaN"'],
    ['cash', '""'],
    ['cash', 'null'],
    ['cash', '"1e400"'],
    ['cash', '10000'],
    ['cash', '"10,000.00"'],
    ['non_marginable_buying_power', '"Infinity"'],
    ['non_marginable_buying_power', '{}'],
    ['account_number', '7'],
    ['trading_blocked', '"no"'],
  ] as const) {
    it(`N16 the account says ${field} ${value}: invalid, no trade, exit 5`, async () => {
      home.goesWrong(`set:${field}=${value}@GET /v2/account`);
      const error = await home.failsAfter(SLOT_MS);
      assert.deepEqual([error.code, error.exitCode], ['BAD_ANSWER', 5]);
      assert.deepEqual([home.posts, home.isHalted], [0, false]);
      await home.isWell();
      assert.equal((await home.tick()).outcomes[0]?.reason, 'ENTRY_SIGNAL');
    });
  }

  it('N16 the account says that it owes money: no trade, with the reason', async () => {
    home.goesWrong('set:cash="-5"@GET /v2/account');
    assert.equal((await home.tickAfter(SLOT_MS)).outcomes[0]?.reason, 'BELOW_MIN_BUYING_POWER');
    assert.equal(home.posts, 0);
  });

  it('N16 a quantity of a position that is no amount: no trade', async () => {
    await home.tickAfter(SLOT_MS);
    home.goesWrong('set:qty="NaN"@GET /v2/positions');
    assert.equal((await home.failsAfter(SLOT_MS)).code, 'BAD_ANSWER');
    assert.equal(home.posts, 1);
  });

  it('N17 the account stays as it was before the order: the limit of the next order comes from the lower, own view', async () => {
    home.goesWrong('stale-account', 'invisible:6000000#1', 'reset-after#1');
    // 2 % of 3,000 is 60; of the 2,940 that are left after it, 58.80.
    await home.close();
    home = await SandboxHome.aboutToTrade({ sandbox: { cash: parseCents('3000') } });
    home.goesWrong('stale-account', 'invisible:6000000#1', 'reset-after#1');
    await home.tickAfter(SLOT_MS);
    // The random signals buy ETH four slots later.
    await home.tickAfter(4 * SLOT_MS);
    const values = home.journalled('INTENT').map(({ symbol, value }) => `${symbol} ${value}`);
    assert.deepEqual(values, ['BTC/USD 60.00', 'ETH/USD 58.80']);
  });

  for (const status of ['404', '500', '503'] as const) {
    it(`N18 ${status} for the positions: not read as flat, no trade, exit 5`, async () => {
      await home.tickAfter(SLOT_MS);
      home.goesWrong(`error-before:${status}@GET /v2/positions`);
      assert.equal((await home.failsAfter(SLOT_MS)).exitCode, 5);
      assert.equal(home.posts, 1);
      await home.isWell();
      await home.tickAfter(SLOT_MS);
      await assertSandboxAgrees(home);
    });
  }

  it('N19 an order by hand: recorded as EXTERNAL, no trade of ours; its symbol is left alone, the other trades on', async () => {
    home.goesWrong('foreign-order:ETH/USD,buy,50#1');
    const first = await home.tickAfter(SLOT_MS);
    assert.equal(first.outcomes[0]?.reason, 'ENTRY_SIGNAL');
    const { outcomes, warnings } = await home.tickAfter(4 * SLOT_MS);
    assert.equal(home.journalled('EXTERNAL').length, 1);
    assert.equal(outcomes[1]?.reason, 'POSITION_DRIFT');
    assert.match(warnings.join(), /ETH\/USD is .+ at the broker, 0 in the journal/);
    assert.ok(home.journalled('FILL').every(({ symbol }) => symbol === 'BTC/USD'));
    assert.equal(home.isHalted, false);
  });

  it('N19 a deposit: told, not counted as profit', async () => {
    home.goesWrong('deposit:1000#1');
    const { warnings, worth } = await home.tickAfter(SLOT_MS);
    assert.match(warnings.join(), /cash is .+ at the broker/);
    assert.ok(Number(worth.main.equity) <= 10_000);
    await assertSandboxAgrees(home, { cash: '1000' });
  });

  it('N19 coins that left: the symbol is left alone until a person has looked', async () => {
    await home.tickAfter(SLOT_MS);
    home.goesWrong('coin-transfer:BTC/USD,-0.0005#1');
    await home.tickAfter(SLOT_MS);
    const { outcomes } = await home.tickAfter(SLOT_MS);
    assert.equal(outcomes[0]?.reason, 'POSITION_DRIFT');
  });

  it('N20 a rest below what can be sold: reported as dust, nothing is sent, tick after tick', async () => {
    await home.close();
    home = await SandboxHome.aboutToTrade({ sandbox: { cash: parseCents('550') } });
    await home.tickAfter(SLOT_MS);
    assert.equal(home.posts, 1);
    // A coin bought for $11 is worth $8.
    home.quotes.set('BTC/USD', 36_000, 36_010);
    const reasons = new Set<string>();
    for (let tick = 0; tick < 25; tick++) reasons.add((await home.tickAfter(SLOT_MS)).outcomes[0]!.reason);
    assert.ok(reasons.has('DUST'), [...reasons].join());
    const sold = home
      .journalled('INTENT')
      .filter(({ side, symbol }) => side === 'sell' && symbol === 'BTC/USD');
    assert.deepEqual(sold, []);
  });

  for (const fault of [
    'account-blocked',
    'trading-blocked',
    'account-inactive',
    'crypto-inactive',
    'account-suspended',
  ] as const) {
    it(`N22 ${fault}: no trade, a clear reason, exit 6, and not halted for good`, async () => {
      home.goesWrong(fault);
      const error = await home.failsAfter(SLOT_MS);
      assert.deepEqual([error.code, error.exitCode], ['ACCOUNT_BLOCKED', 6]);
      assert.deepEqual([home.posts, home.isHalted], [0, false]);
      await home.isWell();
      assert.equal((await home.tick()).outcomes[0]?.reason, 'ENTRY_SIGNAL');
    });
  }

  it('N21 keys of another account than the journal’s: refused before any order', async () => {
    home.goesWrong('other-account:PA0OTHER0000');
    const error = await home.failsAfter(SLOT_MS);
    assert.deepEqual([error.code, error.exitCode, home.posts], ['ACCOUNT_CHANGED', 3, 0]);
  });

  it('N21 keys of another account than the pinned one: refused before anything is written', async () => {
    const { json } = await home.ask('GET /v2/account');
    await home.close();
    home = await SandboxHome.aboutToTrade({ alpaca: { accountNumber: `${json.account_number}` } });
    home.goesWrong('other-account:PA0OTHER0000');
    const before = home.records.length;
    const error = await home.failsAfter(SLOT_MS);
    assert.deepEqual([error.code, error.exitCode], ['FOREIGN_ACCOUNT', 3]);
    assert.deepEqual([home.posts, home.records.length], [0, before]);
  });

  it('N24 the account fails in the window of the day’s beginning: no trade; a changed average price changes no profit', async () => {
    await home.tickAfter(SLOT_MS);
    home.goesWrong('error-before:500@GET /v2/account#1-3');
    assert.equal((await home.failsAfter(SLOT_MS)).exitCode, 5);
    const { main } = home.state.books;
    await home.isWell();
    home.goesWrong('set:avg_entry_price="1"@GET /v2/positions', 'set:cost_basis="1"@GET /v2/positions');
    await home.tickAfter(4 * SLOT_MS);
    assert.deepEqual(home.state.books.main.symbols['BTC/USD']?.lots, main.symbols['BTC/USD']?.lots);
    await assertSandboxAgrees(home);
  });
});

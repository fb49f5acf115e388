import assert from 'node:assert/strict';
import type { Positions } from '../../src/lib/app/positions.ts';
import type { selectTrades } from '../../src/lib/app/select-trades.ts';
import { assertEnvelope, hive } from '../support/cli.ts';
import { CONTROL, smallHome } from '../support/small-home.ts';

/** The control strategy buys, holds, sells and buys again on these days. */
const DAYS = ['21', '22', '23', '25'].map(day => `2026-09-${day}T00:05:00Z`);

let traded: Promise<string> | undefined;

/** A home in which the ticks of these days have run; made once, and only read afterwards. */
const tradedHome = async () => {
  traded ??= runTicks(smallHome());
  return { home: await traded, ...CONTROL };
};

async function runTicks(home: string): Promise<string> {
  for (const day of DAYS) {
    const { code, stderr } = await hive(['trade', 'tick', '--quiet', '--as-of', day], { home, ...CONTROL });
    assert.equal(code, 0, stderr);
  }
  return home;
}

describe('hive positions', () => {
  it('names the command to run before the first tick', async () => {
    const { code, stdout } = await hive(['positions']);
    assert.equal(code, 0);
    assert.match(stdout, /^No tick has run yet\. Run: hive trade tick$/m);
    const { data } = await assertEnvelope((await hive(['positions', '--json'])).stdout, 'positions');
    assert.deepEqual(data, { account: null });
  });

  it('adds up: profit is realised plus unrealised, equity is cash plus what is held, to the cent', async () => {
    const { stdout } = await hive(
      ['positions', '--json', '--as-of', '2026-09-25T13:00:00Z'],
      await tradedHome(),
    );
    const { account } = (await assertEnvelope(stdout, 'positions')).data as { account: Positions };
    assert.equal(account.main.positions.length, 1);
    for (const book of [account.main, account.control]) {
      const inCents = (dollars: number) => Math.round(dollars * 100);
      const held = book.positions.reduce((sum, { value }) => sum + inCents(value ?? Number.NaN), 0);
      assert.equal(inCents(book.realised) + inCents(book.unrealised), inCents(book.profit));
      assert.equal(inCents(book.cash) + held, inCents(book.equity));
      assert.equal(inCents(account.startingCash) + inCents(book.profit), inCents(book.equity));
    }
  });

  it('shows the position and when it is left', async () => {
    const { stdout } = await hive(['positions', '--as-of', '2026-09-25T13:00:00Z'], await tradedHome());
    assert.match(stdout, /^ETH\/USD +0\.\d+ +\$75\.00 +\$\d+\.\d\d +[-+]\$/m);
    assert.match(stdout, /^Leaves at\n {2}ETH\/USD {2}2026-09-26 00:00Z$/m);
  });
});

describe('hive trades', () => {
  const trades = async (...flags: string[]) => {
    const { stdout } = await hive(['trades', '--json', ...flags], await tradedHome());
    return (await assertEnvelope(stdout, 'trades')).data as ReturnType<typeof selectTrades>;
  };

  it('names the command to run before the first trade', async () => {
    const { code, stdout } = await hive(['trades']);
    assert.equal(code, 0);
    assert.match(stdout, /Run: hive trade tick$/m);
  });

  it('lists every fill with its profit and reason, oldest first', async () => {
    const list = await trades();
    assert.deepEqual(
      list.trades.map(({ side, reason, realised }) => [side, reason, realised !== null]),
      [
        ['buy', 'ENTRY_SIGNAL', false],
        ['sell', 'EXIT_TIME', true],
        ['buy', 'ENTRY_SIGNAL', false],
      ],
    );
    assert.equal(list.total, 3);
  });

  it('cuts to the newest ones and says so', async () => {
    const newest = await trades('--last', '1');
    assert.deepEqual([newest.trades.length, newest.total], [1, 3]);
    const { stdout } = await hive(['trades', '--last', '2'], await tradedHome());
    assert.match(stdout, /^The last 2 of 3 trades; all with --all\.$/m);
  });

  it('keeps to one symbol, in any spelling', async () => {
    assert.equal((await trades('--symbol', 'eth-usd', '--all')).total, 3);
    assert.equal((await trades('--symbol', 'BTCUSD')).total, 0);
  });

  it('refuses what cannot be a symbol', async () => {
    const { code, stderr } = await hive(['trades', '--symbol', '??'], await tradedHome());
    assert.equal(code, 2);
    assert.match(stderr, /^Error: "\?\?" is not a symbol\.\n/);
  });
});

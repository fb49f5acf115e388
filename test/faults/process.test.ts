import assert from 'node:assert/strict';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import { hive } from '../support/cli.ts';
import {
  aboutToTrade,
  assertBooksAgree,
  assertNothingUnintended,
  type FaultyHome,
  TRADING_AT,
  tickArgs,
} from '../support/faulty-home.ts';
import { hiveError } from '../support/hive-error.ts';
import { hiveUnderStrace, inParallel, needsStrace, suspendedHive } from '../support/strace.ts';

/** The intent is the first thing that the trading tick writes; the fsync of the opening comes before its own. */
const INTENT = { write: 1, fsync: 2 };

/** Kills the trading tick at one system call on one file. */
async function killed(call: string, when: number, fileOf: (home: FaultyHome) => string): Promise<FaultyHome> {
  const home = await aboutToTrade();
  const injection = { call, what: 'signal=KILL', when, paths: [fileOf(home)] };
  const { signal } = await hiveUnderStrace(tickArgs(TRADING_AT), home.root, injection);
  assert.equal(signal, 'SIGKILL');
  assertNothingUnintended(home);
  return home;
}

const journal = ({ paths }: FaultyHome) => paths.journal;
const lock = ({ paths }: FaultyHome) => paths.tickLock;
const store = ({ paths }: FaultyHome) => paths.db;
const brokerWal = ({ paths }: FaultyHome) => `${paths.paperBroker}-wal`;

describe('a tick that is killed', function () {
  this.timeout(120_000);
  before(function () {
    needsStrace(this);
  });

  for (const [what, call, when, fileOf] of [
    ['before it has the lock (S0)', 'openat', 1, lock],
    ['while it takes the lock (S0)', 'fcntl', 4, lock],
    ['before it opens the store (S1)', 'openat', 1, store],
    ['before it reads the journal (S1)', 'openat', 1, journal],
    ['after it has verified the journal (S1)', 'fsync', 1, journal],
    ['while it decides, before its first record (S5)', 'write', INTENT.write, journal],
  ] as const) {
    it(`P1 kill -9 ${what}: nothing was sent, and the next tick trades at once`, async () => {
      const home = await killed(call, when, fileOf);
      assert.equal(home.books.orders.length, 0);
      const { outcomes } = await home.tickAt(TRADING_AT);
      assert.equal(outcomes[0]?.reason, 'ENTRY_SIGNAL');
      assert.equal(home.books.orders.length, 1);
      assertBooksAgree(home);
    });
  }

  it('P2 kill -9 between the durable intent and the sending: never sent, frozen, then ABSENT', async () => {
    const home = await killed('pwrite64', 1, brokerWal);
    assert.equal(home.named('INTENT', 'order').length, 1);
    const reasons: string[] = [];
    for (let tick = 1; tick <= 8; tick++) {
      const { outcomes } = await home.tickAt(TRADING_AT + tick * SLOT_MS);
      reasons.push(outcomes[0]!.reason);
    }
    // Sixteen minutes and eight misses: the last of these ticks knows.
    assert.deepEqual(reasons.slice(0, 7), Array(7).fill('SYMBOL_FROZEN'));
    assert.notEqual(reasons[7], 'SYMBOL_FROZEN');
    assert.deepEqual(home.named('ABSENT', 'order'), home.named('INTENT', 'order').slice(0, 1));
    assert.ok(!home.books.orders.some(order => home.named('ABSENT', 'order').includes(order)));
    assertBooksAgree(home);
  });

  it('P3 kill -9 while the broker takes the order, before it is in its books: as if never sent', async () => {
    const home = await killed('pwrite64', 6, brokerWal);
    assert.equal(home.books.orders.length, 0);
    await home.settleFrom(TRADING_AT + SLOT_MS);
    assert.equal(home.named('ABSENT', 'order').length, 1);
    assertBooksAgree(home);
  });

  for (const [what, call, when, fileOf] of [
    ['P3 kill -9 after the broker took the order, before it answers', 'fsync', 2, brokerWal],
    ['P4 kill -9 before ACCEPTED is written (S8)', 'write', INTENT.write + 1, journal],
    ['P4 kill -9 before ACCEPTED is durable (S8)', 'fsync', INTENT.fsync + 1, journal],
    ['P4 kill -9 before the fills are written (S10)', 'write', INTENT.write + 2, journal],
    ['P4 kill -9 before the fills are durable (S10)', 'fsync', INTENT.fsync + 2, journal],
  ] as const) {
    it(`${what}: the next tick adopts it, one order, each fill once`, async () => {
      const home = await killed(call, when, fileOf);
      assert.equal(home.books.orders.length, 1);
      await home.tickAt(TRADING_AT + SLOT_MS);
      assert.deepEqual(home.named('INTENT', 'order').slice(0, 1), home.books.orders.slice(0, 1));
      assertBooksAgree(home);
    });
  }

  it('P8 kill -9 of the holder of the lock, five times in a row: the lock is free at once, no manual step', async () => {
    const home = await aboutToTrade();
    for (let kill = 0; kill < 5; kill++) {
      const injection = { call: 'fsync', what: 'signal=KILL', when: 1, paths: [home.paths.journal] };
      const { signal } = await hiveUnderStrace(tickArgs(TRADING_AT), home.root, injection);
      assert.equal(signal, 'SIGKILL');
    }
    assert.equal((await home.tickAt(TRADING_AT)).outcomes[0]?.reason, 'ENTRY_SIGNAL');
    assertBooksAgree(home);
  });

  for (const [signal, stopped] of [
    ['TERM', 143],
    ['INT', 130],
  ] as const) {
    it(`P12 SIG${signal} after the durable intent: the tick ends, early or not, and no clean-up is needed`, async () => {
      const home = await aboutToTrade();
      const paths = [home.paths.journal];
      const injection = { call: 'fsync', what: `signal=${signal}`, when: INTENT.fsync, paths };
      const ended = await hiveUnderStrace(tickArgs(TRADING_AT), home.root, injection);
      assert.ok(ended.code === 0 || ended.code === stopped, `${ended.code} ${ended.stderr}`);
      await home.settleFrom(TRADING_AT + SLOT_MS);
      assertBooksAgree(home);
    });
  }
});

describe('more than one tick', function () {
  this.timeout(120_000);

  it('P6 twenty ticks at once: one order, everyone else exits 75 and sends nothing', async () => {
    const home = await aboutToTrade();
    const codes: (number | null)[] = [];
    await inParallel(
      Array.from({ length: 20 }, (_, index) => index),
      async () => void codes.push((await hive(tickArgs(TRADING_AT), { home: home.root })).code),
      20,
    );
    assert.ok(
      codes.every(code => code === 0 || code === 75),
      codes.join(),
    );
    assert.ok(codes.includes(0) && codes.includes(75), codes.join());
    assert.equal(home.books.orders.length, 1);
    assertBooksAgree(home);
  });

  for (const [what, call, when, second] of [
    ['before its intent is written', 'openat', 2, 'ENTRY_SIGNAL'],
    ['after its intent is durable', 'fsync', INTENT.fsync, 'SYMBOL_FROZEN'],
  ] as const) {
    it(`P7 a lock that fails, the other tick being ${what}: one order, and the first ends with JOURNAL_CHANGED`, async function () {
      needsStrace(this);
      const home = await aboutToTrade();
      const at = { call, when, paths: [home.paths.journal] };
      const first = await suspendedHive(tickArgs(TRADING_AT), home.root, at);
      // A lock file that is removed under its holder locks nothing any more.
      rmSync(home.paths.tickLock);
      assert.equal((await home.tickAt(TRADING_AT)).outcomes[0]?.reason, second);
      const { code, stderr } = await first.resume();
      assert.equal(code, 4, stderr);
      assert.match(stderr, /was changed by another process/);
      assert.equal(home.books.orders.length, 1);
      await home.settleFrom(TRADING_AT + SLOT_MS);
      assertBooksAgree(home);
    });
  }

  it('P7 two homes that share one account: the second halts on the orders of the first', async () => {
    const [one, two] = [await aboutToTrade(), await aboutToTrade()];
    await one.tickAt(TRADING_AT);
    cpSync(one.paths.paperBroker, two.paths.paperBroker);
    for (const slots of [1, 2]) {
      const tick = two.tickAt(TRADING_AT + slots * SLOT_MS);
      await assert.rejects(tick, hiveError('FOREIGN_ORDER', /did not make/));
    }
    assert.equal(existsSync(two.paths.halt), true);
    assert.equal(two.books.orders.length, 1);
  });

  it('P11 three days without a tick: no orders for the slots that were missed', async () => {
    const home = await aboutToTrade();
    await home.tickAt(TRADING_AT);
    const { outcomes } = await home.tickAt(TRADING_AT + 3 * 86_400_000);
    const traded = outcomes.filter(({ reason }) => /^(ENTRY|EXIT)_/.test(reason));
    assert.ok(home.books.orders.length <= 1 + traded.length);
    assert.equal(new Set(home.books.orders).size, home.books.orders.length);
    assertBooksAgree(home);
  });
});

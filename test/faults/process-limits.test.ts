import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import { formatLine, parseUnlinked, seal } from '../../src/lib/journal/chain.ts';
import { controlSignal } from '../../src/lib/trading/strategies/control.ts';
import { hive, tempHome } from '../support/cli.ts';
import {
  aboutToTrade,
  assertBooksAgree,
  assertNothingUnintended,
  FaultyHome,
  TRADING_AT,
  TRADING_SALT,
  tickArgs,
} from '../support/faulty-home.ts';
import { hiveError } from '../support/hive-error.ts';
import { needsStrace, suspendedHive } from '../support/strace.ts';

/** Slots between the tick that begins the journal and the one that is suspended. */
const SLOTS_BEFORE = 10;

/** A seed whose random signals buy BTC, and only BTC, now and in the next slot, and nothing in the tick before. */
function seedThatBuysNow(): number {
  const slot = Math.floor(Date.now() / SLOT_MS);
  for (let seed = 1; ; seed++) {
    const trades = (symbol: string, epoch: number) => {
      const { signal } = controlSignal((seed ^ TRADING_SALT) >>> 0, symbol, epoch);
      return signal.action !== 'HOLD' && signal.confidence > 0.7 ? signal.action : null;
    };
    const isQuiet =
      trades('BTC/USD', slot - SLOTS_BEFORE) === null && trades('ETH/USD', slot - SLOTS_BEFORE) === null;
    const buys = [slot, slot + 1].every(
      epoch => trades('BTC/USD', epoch) === 'BUY' && trades('ETH/USD', epoch) === null,
    );
    if (isQuiet && buys) return seed;
  }
}

describe('P10 a tick that is suspended between its decision and its order', function () {
  this.timeout(120_000);
  const LIMIT_SECONDS = 8;

  /** A real tick, by the clock of this machine, that sleeps just after its intent became durable. */
  async function suspendedFor(ms: number): Promise<FaultyHome> {
    const home = new FaultyHome(tempHome(), seedThatBuysNow(), { maxQuoteAgeSeconds: LIMIT_SECONDS });
    home.writeConfig();
    await home.tickAt(Date.now() - SLOTS_BEFORE * SLOT_MS);
    // The fsync of the opening, then that of the intent.
    const at = { call: 'fsync', when: 2, paths: [home.paths.journal] };
    const tick = await suspendedHive(['trade', 'tick'], home.root, at);
    await sleep(ms);
    const { code, stderr } = await tick.resume();
    assert.equal(code, 0, stderr);
    return home;
  }

  for (const [what, ms, orders, types] of [
    [
      'longer than a quote may age: the order is not sent, and the journal says so',
      9_500,
      0,
      ['INTENT', 'REFUSED'],
    ],
    ['for a moment: the order is sent', 0, 1, ['INTENT', 'ACCEPTED']],
  ] as const) {
    it(`P10 SIGSTOP, then SIGCONT ${what}`, async function () {
      needsStrace(this);
      const home = await suspendedFor(ms);
      assert.equal(home.books.orders.length, orders);
      const own = home.records.filter(({ data }) => data.order === home.named('INTENT', 'order')[0]);
      assert.deepEqual(own.map(({ type }) => type).slice(0, 2), types);
      if (orders === 0) assert.match(`${own[1]?.data.message}`, /^quote-fresh/);
      assertBooksAgree(home);
    });
  }
});

describe('P12 a tick that runs out of memory', function () {
  this.timeout(120_000);

  it('P12 out of memory at any point of a tick: what was sent is in the journal or is found by the next tick', async () => {
    const ends: string[] = [];
    for (const megabytes of [4, 6, 8, 10, 12, 16]) {
      const home = await aboutToTrade();
      const env = { NODE_OPTIONS: `--max-old-space-size=${megabytes} --max-semi-space-size=1` };
      const { code } = await hive(tickArgs(TRADING_AT), { home: home.root, env });
      ends.push(code === 0 ? 'done' : 'died');
      assertNothingUnintended(home);
      await home.settleFrom(TRADING_AT + SLOT_MS);
      assertBooksAgree(home);
    }
    assert.ok(ends.includes('died'), ends.join());
  });
});

describe('P13 a journal that a newer version has written to', () => {
  /** Appends a record that only a newer version could have sealed. */
  function appendRecord(home: FaultyHome, type: string): void {
    const last = readFileSync(home.paths.journal, 'utf8').trimEnd().split('\n').at(-1)!;
    const { seq, hash, at, mode, account } = parseUnlinked(last);
    const body = { at, mode, account, type, data: { version: 2 } };
    appendFileSync(home.paths.journal, `${formatLine(seal({ seq, hash }, body))}\n`);
  }

  it('P13 a record of a type it does not know: refused, nothing sent, nothing written', async () => {
    const home = await aboutToTrade();
    appendRecord(home, 'HEDGED');
    const before = readFileSync(home.paths.journal);
    await assert.rejects(home.tickAt(TRADING_AT), hiveError('JOURNAL_DAMAGED', /unknown type "HEDGED"/));
    assert.equal(home.books.orders.length, 0);
    assert.deepEqual(readFileSync(home.paths.journal), before);
  });

  it('P13 a journal that begins with a newer format: refused, nothing sent', async () => {
    const home = await aboutToTrade();
    const [first] = home.records;
    const genesis = seal(
      { seq: 0, hash: '0'.repeat(64) },
      { ...first!, data: { ...first!.data, version: 2 } },
    );
    writeFileSync(home.paths.journal, `${formatLine(genesis)}\n`);
    home.forgetStore();
    await assert.rejects(home.tickAt(TRADING_AT), hiveError('JOURNAL_DAMAGED', /format 2, not 1/));
    assert.equal(home.books.orders.length, 0);
  });
});

import assert from 'node:assert/strict';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import {
  aboutToTrade,
  assertBooksAgree,
  assertNothingUnintended,
  type FaultyHome,
  TRADING_AT,
  tickArgs,
} from '../support/faulty-home.ts';
import { hiveUnderStrace, inParallel, needsStrace, type Traced } from '../support/strace.ts';

interface Fault {
  readonly call: string;
  readonly error: string;
  readonly paths: (home: FaultyHome) => readonly string[];
}

/** The tick of the template writes and syncs its intent first, after the fsync of the opening. */
const INTENT = { write: 1, fsync: 2 };
const MOST = 100;

const journal = ({ paths }: FaultyHome) => [paths.journal];
const databases = ({ paths: { db, paperBroker } }: FaultyHome) =>
  [db, paperBroker].flatMap(path => [path, `${path}-wal`]);
const log = ({ paths }: FaultyHome) => [paths.tradeLog];

/** One tick with an error at call number `when`; tells what came of it, after the next ticks put it right. */
async function failAt({ call, error, paths }: Fault, when: number) {
  const home = await aboutToTrade();
  const injection = { call, what: `error=${error}`, when, paths: paths(home) };
  const failed = await hiveUnderStrace(tickArgs(TRADING_AT), home.root, injection);
  assertNothingUnintended(home);
  const orders = home.books.orders.length;
  const records = home.records.length;
  await home.settleFrom(TRADING_AT + SLOT_MS);
  assertBooksAgree(home);
  return { failed, orders, records, home };
}

function assertSentence({ code, signal, stderr }: Traced): void {
  assert.deepEqual([code, signal], [4, null], stderr);
  assert.match(stderr, /^Error: .+\nNext: .+\n$/);
}

/** An error at each call from `first` until a tick comes to its end. @returns how many failed. */
async function failEach(fault: Fault, first: number, check: (failed: Traced) => void): Promise<number> {
  let failures = 0;
  let when = first;
  const worker = async () => {
    while (when < MOST) {
      const { failed } = await failAt(fault, when++);
      if (failed.code === 0) return;
      check(failed);
      failures += 1;
    }
  };
  await inParallel([1, 2], worker);
  return failures;
}

describe('a tick and a disk that fails at a system call', function () {
  this.timeout(180_000);
  before(function () {
    needsStrace(this);
  });

  it('D1 ENOSPC at the write of the intent: nothing is sent, exit 4 DISK_FULL', async () => {
    const fault = { call: 'write', error: 'ENOSPC', paths: journal };
    const { failed, orders } = await failAt(fault, INTENT.write);
    assertSentence(failed);
    assert.match(failed.stderr, /Could not write .*journal\.jsonl: ENOSPC.*\nNext: Free space/);
    assert.equal(orders, 0);
  });

  it('D2 ENOSPC at every later write of the journal: the order is not lost, the next tick completes it', async () => {
    const fault = { call: 'write', error: 'ENOSPC', paths: journal };
    const failures = await failEach(fault, INTENT.write + 1, assertSentence);
    // Accepted; filled and closed; two decisions of the control arm and of the other symbol; the closing record.
    assert.ok(failures >= 4, `${failures} failures`);
  });

  it('D2 ENOSPC at the write of the trade log: the trade is in the journal, the next tick logs it', async () => {
    const { failed, orders } = await failAt({ call: 'write', error: 'ENOSPC', paths: log }, 1);
    assertSentence(failed);
    assert.equal(orders, 1);
  });

  it('D3 EIO from the fsync of the intent: it does not count as durable, nothing is sent', async () => {
    const fault = { call: 'fsync', error: 'EIO', paths: journal };
    const { failed, orders } = await failAt(fault, INTENT.fsync);
    assertSentence(failed);
    assert.match(failed.stderr, /Could not write .*journal\.jsonl: EIO/);
    assert.equal(orders, 0);
  });

  it('D3 EIO from every fsync of the journal: never tried again on the same descriptor, exit 4', async () => {
    const failures = await failEach({ call: 'fsync', error: 'EIO', paths: journal }, 1, assertSentence);
    assert.ok(failures >= 6, `${failures} failures`);
  });

  for (const { call, error, every, which } of [
    { call: 'fsync', error: 'EIO', every: 1, which: 'each of the first 8' },
    { call: 'pwrite64', error: 'ENOSPC', every: 4, which: 'every 4th of the first 29' },
  ]) {
    it(`D3 ${error} from ${call} of the databases, ${which}: one sentence or done, and the next tick goes on`, async () => {
      const codes: (number | null)[] = [];
      await inParallel(
        Array.from({ length: 8 }, (_, index) => 1 + index * every),
        async when => {
          const { failed } = await failAt({ call, error, paths: databases }, when);
          codes.push(failed.code);
          // The broker then says that it does not know, or SQLite tidies up, where an error loses nothing.
          if (failed.code !== 0) assertSentence(failed);
        },
      );
      assert.ok(codes.includes(4), codes.join());
    });
  }
});

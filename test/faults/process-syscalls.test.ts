import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import {
  aboutToTrade,
  assertBooksAgree,
  assertNothingUnintended,
  TRADING_AT,
  tickArgs,
  writtenFiles,
} from '../support/faulty-home.ts';
import { hiveUnderStrace, inParallel, needsStrace } from '../support/strace.ts';

/** Calls of a trading tick, and which of them are struck: SQLite writes its pages one by one. */
const CALLS = [
  { call: 'write', every: 1 },
  { call: 'fsync', every: 1 },
  { call: 'ftruncate', every: 1 },
  { call: 'unlink', every: 1 },
  { call: 'pwrite64', every: 4 },
];
/** More than a tick makes of any call. */
const MOST = 200;

/** Kills a trading tick at call number `when`. @returns false when the tick came to its end before it. */
async function killAt(call: string, when: number): Promise<boolean> {
  const home = await aboutToTrade();
  const injection = { call, what: 'signal=KILL', when, paths: writtenFiles(home.paths) };
  const { code, signal, stderr } = await hiveUnderStrace(tickArgs(TRADING_AT), home.root, injection);
  if (signal === null) {
    assert.equal(code, 0, stderr);
    assert.equal(home.books.orders.length, 1);
    assertBooksAgree(home);
    return false;
  }
  assertNothingUnintended(home);
  await home.settleFrom(TRADING_AT + SLOT_MS);
  assertBooksAgree(home);
  assert.equal(existsSync(home.paths.halt), false);
  return true;
}

describe('P5 a tick that is killed -9 at a system call', function () {
  this.timeout(180_000);
  before(function () {
    needsStrace(this);
  });

  for (const { call, every } of CALLS) {
    const which = every === 1 ? `every ${call}` : `every ${every}th ${call}`;
    it(`P5 kill -9 at ${which} of a tick: the next tick puts things right, one order, each fill once`, async () => {
      let kills = 0;
      const next = { when: 1 };
      const worker = async () => {
        while (next.when <= MOST) {
          const { when } = next;
          next.when += every;
          if (!(await killAt(call, when))) return;
          kills += 1;
        }
      };
      await inParallel([1, 2], worker);
      console.log(`      killed at ${kills} calls`);
      assert.ok(kills > 0 && next.when < MOST);
    });
  }
});

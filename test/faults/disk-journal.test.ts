import assert from 'node:assert/strict';
import { chmodSync, chownSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import { openJournal } from '../../src/lib/store/files/journal-file.ts';
import {
  aboutToTrade,
  assertBooksAgree,
  type FaultyHome,
  TRADING_AT,
  tickArgs,
} from '../support/faulty-home.ts';
import { hiveError } from '../support/hive-error.ts';
import { AS_NOBODY, hiveInShell, needsOtherUser } from '../support/shell.ts';
import { fileNames } from '../support/traded-home.ts';

/** A home in which the trading tick ran, but died before its checkpoint: the store still stands before it. */
async function tradedWithoutCheckpoint() {
  const [home, store] = [await aboutToTrade(), await aboutToTrade()];
  await home.tickAt(TRADING_AT);
  home.forgetStore();
  copyFileSync(store.paths.db, home.paths.db);
  return home;
}

const linesOf = (home: FaultyHome): string[] =>
  readFileSync(home.paths.journal, 'utf8').trimEnd().split('\n');
const write = (home: FaultyHome, lines: readonly string[]): void =>
  writeFileSync(home.paths.journal, `${lines.join('\n')}\n`);

/** No order leaves, and the journal stays as it is. */
async function assertRefuses(home: FaultyHome, code: string, says: RegExp): Promise<void> {
  const before = readFileSync(home.paths.journal);
  const { orders } = home.books;
  await assert.rejects(home.tickAt(TRADING_AT + SLOT_MS), hiveError(code, says));
  assert.deepEqual(home.books.orders, orders);
  assert.deepEqual(readFileSync(home.paths.journal), before);
}

describe('a journal that may not be used', function () {
  this.timeout(60_000);

  for (const [what, spoil] of [
    ['of mode 0000', ({ paths }: FaultyHome) => chmodSync(paths.journal, 0)],
    ['of another owner', ({ paths }: FaultyHome) => chownSync(paths.journal, 0, 0)],
    ['in a folder that may only be read', ({ paths }: FaultyHome) => chmodSync(paths.state, 0o500)],
  ] as const) {
    it(`D4 a journal ${what}: exit 3 with a named error, nothing sent`, async function () {
      needsOtherUser(this);
      const home = await aboutToTrade();
      for (const name of ['', 'state', 'logs', ...fileNames(home.root)])
        chownSync(`${home.root}/${name}`, 65_534, 65_534);
      spoil(home);
      const { code, stderr } = hiveInShell(`${AS_NOBODY} "$@"`, tickArgs(TRADING_AT), { home: home.root });
      assert.equal(code, 3, stderr);
      assert.match(stderr, /^Error: .*state.+\nNext: .+\n$/);
      for (const name of ['', 'state', 'logs', ...fileNames(home.root)])
        chownSync(`${home.root}/${name}`, 0, 0);
      chmodSync(home.paths.state, 0o700);
      assert.equal(home.books.orders.length, 0);
    });
  }
});

describe('a journal whose last record is torn', function () {
  this.timeout(120_000);

  it('D5 cut at bytes all over the last record: moved aside, recorded, and the next tick goes on', async () => {
    const home = await tradedWithoutCheckpoint();
    const whole = readFileSync(home.paths.journal);
    const last = linesOf(home).at(-1)!.length + 1;
    const store = readFileSync(home.paths.db);
    const { paperBroker, tradeLog } = home.paths;
    const [books, log] = [readFileSync(paperBroker), readFileSync(tradeLog)];
    const cuts = [
      1,
      2,
      3,
      ...Array.from({ length: Math.ceil(last / 32) }, (_, n) => 4 + n * 32),
      last - 1,
      last,
    ];
    for (const cut of cuts.filter(bytes => bytes <= last)) {
      writeFileSync(home.paths.journal, whole.subarray(0, whole.length - cut));
      home.forgetStore();
      writeFileSync(home.paths.db, store);
      writeFileSync(paperBroker, books);
      writeFileSync(tradeLog, log);
      const { outcomes } = await home.tickAt(TRADING_AT + SLOT_MS);
      assert.equal(outcomes.length, 2);
      const repairs = home.records.filter(({ type }) => type === 'REPAIR');
      assert.equal(repairs.length, cut === last ? 0 : 1, `cut ${cut}`);
      assertBooksAgree(home);
    }
  });
});

describe('a journal that was changed', function () {
  this.timeout(60_000);

  it('D6 one byte flipped in each line in turn: refused, the line is named', async () => {
    const home = await aboutToTrade();
    const bytes = readFileSync(home.paths.journal);
    let start = 0;
    for (const [index, line] of linesOf(home).entries()) {
      const changed = Buffer.from(bytes);
      changed[start + Math.floor(line.length / 2)]! ^= 1;
      writeFileSync(home.paths.journal, changed);
      await assertRefuses(home, 'JOURNAL_DAMAGED', new RegExp(`line ${index + 1} `));
      start += Buffer.byteLength(line) + 1;
    }
    writeFileSync(home.paths.journal, bytes);
    await home.tickAt(TRADING_AT);
  });

  for (const [what, edit] of [
    ['a line left out', (lines: string[]) => lines.toSpliced(2, 1)],
    ['a line twice', (lines: string[]) => lines.toSpliced(2, 0, lines[2]!)],
    ['two lines changed over', (lines: string[]) => lines.toSpliced(2, 2, lines[3]!, lines[2]!)],
    ['a line of garbage', (lines: string[]) => lines.toSpliced(2, 0, '{}')],
    ['an empty line', (lines: string[]) => lines.toSpliced(2, 0, '')],
  ] as const) {
    it(`D6 ${what}: refused, with and without the store`, async () => {
      const home = await aboutToTrade();
      write(home, edit(linesOf(home)));
      await assert.rejects(home.tickAt(TRADING_AT), ({ code }) =>
        /^JOURNAL_(DAMAGED|ROLLED_BACK)$/.test(code),
      );
      home.forgetStore();
      await assertRefuses(home, 'JOURNAL_DAMAGED', /line [34] /);
    });
  }
});

describe('a journal that is missing or older', function () {
  this.timeout(60_000);

  it('D7 deleted: refused, since the store knows its last record', async () => {
    const home = await aboutToTrade();
    await home.tickAt(TRADING_AT);
    rmSync(home.paths.journal);
    await assert.rejects(home.tickAt(TRADING_AT + SLOT_MS), hiveError('JOURNAL_ROLLED_BACK', /is missing/));
    assert.equal(home.books.orders.length, 1);
  });

  it('D7 deleted together with the store: refused, since the broker knows of orders', async () => {
    const home = await aboutToTrade();
    await home.tickAt(TRADING_AT);
    rmSync(home.paths.journal);
    home.forgetStore();
    await assert.rejects(
      home.tickAt(TRADING_AT + SLOT_MS),
      hiveError('JOURNAL_MISSING', /already has orders/),
    );
    assert.equal(home.books.orders.length, 1);
  });

  it('D7 put back from an older copy: refused, since the store knows its last record', async () => {
    const [home, old] = [await aboutToTrade(), await aboutToTrade()];
    await home.tickAt(TRADING_AT);
    copyFileSync(old.paths.journal, home.paths.journal);
    await assertRefuses(home, 'JOURNAL_ROLLED_BACK', /the file is shorter/);
  });

  it('D7 put back from an older copy together with the store: halted, since the order is in no record', async () => {
    const [home, old] = [await aboutToTrade(), await aboutToTrade()];
    await home.tickAt(TRADING_AT);
    copyFileSync(old.paths.journal, home.paths.journal);
    home.forgetStore();
    copyFileSync(old.paths.db, home.paths.db);
    await assert.rejects(home.tickAt(TRADING_AT + SLOT_MS), hiveError('FOREIGN_ORDER', /did not make/));
    assert.equal(home.books.orders.length, 1);
  });
});

describe('a journal with two writers', () => {
  it('D11 a second writer without the lock: the first ends, no line is mixed, and nothing more is sent', async () => {
    const home = await aboutToTrade();
    const first = openJournal(home.paths.journal);
    await home.tickAt(TRADING_AT);
    const { at, mode, account, type, data } = first.records.at(-1)!;
    assert.throws(
      () => first.journal.append([{ at, mode, account, type, data }]),
      hiveError('JOURNAL_CHANGED', /by another process/),
    );
    first.journal.close();
    await home.tickAt(TRADING_AT + SLOT_MS);
    assertBooksAgree(home);
  });
});

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { SqliteLedger } from '../../../../src/lib/broker/paper/sqlite-ledger.ts';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { settle } from '../../../../src/lib/core/fill.ts';
import { parseCents } from '../../../../src/lib/core/money.ts';
import { approved, entry } from '../../../support/orders.ts';
import { ledgerFile, NEW_ACCOUNT, paperDesk, TAKER_PPM } from '../../../support/paper.ts';

const CHILD = fileURLToPath(new URL('../../../support/paper-broker-child.ts', import.meta.url));
const KILLS = 6;

const hiveError = (code: string) => (error: unknown) =>
  error instanceof HiveError && error.code === code && error.kind === 'data' && error.next !== '';

interface Kill {
  /** Orders accepted before the kill comes. */
  readonly after: number;
  readonly delayMs: number;
}

/** Kills the child at some point of a later submission; gives what it said. */
async function killWhileSending(path: string, run: string, { after, delayMs }: Kill): Promise<string> {
  const child = spawn(process.execPath, [CHILD, path, run], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', chunk => {
    said += chunk;
    if (idsOf(said, 'accepted').length >= after) setTimeout(() => child.kill('SIGKILL'), delayMs);
  });
  await once(child, 'close');
  return said;
}

const idsOf = (said: string, word: string) =>
  said
    .split('\n')
    .filter(line => line.startsWith(`${word} `))
    .map(line => line.slice(word.length + 1));

/** Every order in the file is whole, and the account is what its fills add up to. */
function assertWhole(ledger: SqliteLedger): string[] {
  const ids = ledger.ordersSince(0).map(({ clientOrderId }) => clientOrderId);
  const fills = ids.flatMap(id => {
    const own = ledger.fillsOf(id);
    assert.equal(own.length, 1);
    assert.equal(own[0]?.qty, ledger.orderByClientId(id)?.filledQty);
    return own;
  });
  const changes = fills.map(fill => settle(fill, TAKER_PPM));
  const { cash, positions } = ledger.load();
  assert.equal(
    cash,
    changes.reduce<bigint>((sum, change) => sum + change.cash, NEW_ACCOUNT.startingCash),
  );
  assert.equal(
    positions.get('BTC/USD') ?? 0n,
    changes.reduce((sum, change) => sum + change.qty, 0n),
  );
  return ids;
}

describe('SqliteLedger', () => {
  let file: ReturnType<typeof ledgerFile>;
  beforeEach(() => {
    file = ledgerFile();
  });
  afterEach(() => file.remove());

  const open = () => new SqliteLedger(file.path, NEW_ACCOUNT);

  it('keeps every accepted order, and the last one wholly or not at all, when its process is killed', async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      const said = await killWhileSending(file.path, `run${kill}`, { after: 3, delayMs: kill / 2 });
      const ledger = open();
      const ids = assertWhole(ledger).filter(id => id.startsWith(`hive-run${kill}-`));
      ledger.close();
      const accepted = idsOf(said, 'accepted');
      assert.ok(accepted.length >= 3);
      assert.deepEqual(ids.slice(0, accepted.length), accepted);
      assert.ok(ids.every(id => idsOf(said, 'sending').includes(id)));
    }
  }).timeout(60_000);

  it('answers a duplicate in a later process', async () => {
    const order = approved(entry(parseCents('75')), 'hive-0123456789-BTCUSD-buy-1');
    const first = open();
    await paperDesk(first).broker.submit(order);
    first.close();
    const second = open();
    const outcome = await paperDesk(second).broker.submit(order);
    second.close();
    assert.match(outcome.kind === 'UNKNOWN' ? outcome.detail : '', /must be unique/);
  });

  it('keeps an existing account, whatever seed and cash it is opened with', () => {
    const first = open();
    const account = first.load();
    first.close();
    const again = new SqliteLedger(file.path, { seed: 7, startingCash: parseCents('1') });
    assert.deepEqual(again.load(), account);
    again.close();
  });

  it('lets two processes write at once, from the making of the file on, and loses no order', async () => {
    const after = 150;
    const said = await Promise.all(
      ['left', 'right'].map(run => killWhileSending(file.path, run, { after, delayMs: 0 })),
    );
    const ledger = open();
    const ids = assertWhole(ledger);
    ledger.close();
    for (const accepted of said.map(words => idsOf(words, 'accepted'))) {
      assert.ok(accepted.length >= after, 'no order was refused or unknown');
      assert.ok(accepted.every(id => ids.includes(id)));
    }
  }).timeout(60_000);

  it('lets two connections write in turn without losing either', async () => {
    const [one, two] = [open(), open()];
    const desks = [paperDesk(one), paperDesk(two)];
    for (let index = 0; index < 6; index++) {
      const order = approved(entry(parseCents('20')), `hive-turn-${index}`);
      assert.equal((await desks[index % 2]!.broker.submit(order)).kind, 'ACCEPTED');
    }
    assert.equal(assertWhole(one).length, 6);
    one.close();
    two.close();
  });

  it('undoes a record when the exclusive work throws after it', async () => {
    const ledger = open();
    const donor = paperDesk();
    await donor.broker.submit(approved(entry(parseCents('75')), 'hive-undone'));
    const order = donor.ledger.orderByClientId('hive-undone')!;
    const recordAndFail = () => {
      ledger.record({ ...ledger.load(), order, fills: donor.ledger.fillsOf('hive-undone') });
      throw new Error('changed my mind');
    };
    assert.throws(() => ledger.exclusive(recordAndFail), /changed my mind/);
    assert.deepEqual(assertWhole(ledger), []);
    ledger.close();
  });

  it('makes a file that only its owner can read', function () {
    if (process.platform === 'win32') this.skip();
    open().close();
    assert.equal(statSync(file.path).mode & 0o777, 0o600);
    assert.equal(statSync(dirname(file.path)).mode & 0o777, 0o700);
  });

  it('refuses a file that is no database, and leaves it as it is', () => {
    mkdirSync(dirname(file.path));
    writeFileSync(file.path, 'not a database, but long enough to look like one'.repeat(50));
    const before = readFileSync(file.path);
    assert.throws(open, hiveError('PAPER_BROKER_DAMAGED'));
    assert.deepEqual(readFileSync(file.path), before);
  });

  it('says that it cannot make its file where there can be none', () => {
    writeFileSync(dirname(file.path), 'a file in the place of the folder');
    assert.throws(open, hiveError('PAPER_BROKER_UNAVAILABLE'));
  });

  it('refuses a torn file', () => {
    open().close();
    const whole = readFileSync(file.path);
    writeFileSync(file.path, whole.subarray(0, whole.length - 4_096));
    assert.throws(open, hiveError('PAPER_BROKER_DAMAGED'));
  });

  it('refuses amounts that cannot be right, a missing account, and a newer format', () => {
    open().close();
    const broken: [sql: string, code: string][] = [
      ["UPDATE account SET cash = '1e5'", 'PAPER_BROKER_DAMAGED'],
      ['DELETE FROM account', 'PAPER_BROKER_DAMAGED'],
      ['PRAGMA user_version = 3', 'PAPER_BROKER_NEWER'],
    ];
    for (const [sql, code] of broken) {
      const db = new DatabaseSync(file.path);
      db.exec(sql);
      db.close();
      assert.throws(open, hiveError(code));
    }
  });
});

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { JournalVerdict } from '../../../src/lib/app/journal-verify.ts';
import type { TrainStatus } from '../../../src/lib/app/train-status.ts';
import { hive } from '../../support/cli.ts';
import { assertRefused, assertRefusedInBoth, dataOf } from '../../support/refusal.ts';
import { CONTROL } from '../../support/small-home.ts';
import { AFTER, filesOf, fingerprint, NEXT_DAY, tradedHome } from '../../support/traded-home.ts';

const TICK = ['trade', 'tick', '--as-of', NEXT_DAY];
const POSITIONS = ['positions', '--as-of', AFTER];

/** A traded home whose files no process holds open: what SQLite left beside them is folded in. */
async function closedHome(): Promise<string> {
  const home = await tradedHome();
  for (const file of [filesOf(home).store, filesOf(home).books]) {
    run(file, 'PRAGMA wal_checkpoint(TRUNCATE)');
    for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
  }
  return home;
}

function run(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

const STORE_DAMAGES: Readonly<Record<string, readonly [damage: (store: string) => void, code: string]>> = {
  'is garbage': [store => writeFileSync(store, randomBytes(9_000)), 'STORE_DAMAGED'],
  'is cut': [store => truncateSync(store, 20_000), 'STORE_DAMAGED'],
  'is of a newer HIVE': [store => run(store, 'PRAGMA user_version = 99'), 'STORE_NEWER'],
};

describe('a bad hive.db', () => {
  let busy: ReturnType<typeof besideWriter>;
  // It takes the five seconds that a run waits for another one, so that it goes on beside the other tests.
  before(() => {
    busy = besideWriter();
  });

  for (const [title, [damage, code]] of Object.entries(STORE_DAMAGES)) {
    it(`is refused until it is moved away, and then made again from the journal: it ${title}`, async () => {
      const home = await closedHome();
      const { store } = filesOf(home);
      const { stdout: positions } = await hive(POSITIONS, { home });
      damage(store);
      const before = fingerprint(home);
      const expected = { exit: 4, code, says: /hive\.db/, next: /hive\.db|HIVE version/ };
      const commands = [TICK, POSITIONS, ['train', 'cycle', '--quiet', '--as-of', AFTER]];
      await Promise.all(commands.map(args => assertRefused(args, { home, ...CONTROL }, expected)));
      assert.equal(fingerprint(home), before);
      rmSync(store);
      assert.equal((await hive(POSITIONS, { home })).stdout, positions);
      assert.equal((await hive(TICK, { home, ...CONTROL })).code, 0);
    });
  }

  it('that is empty is made again', async () => {
    const home = await closedHome();
    const { stdout: positions } = await hive(POSITIONS, { home });
    truncateSync(filesOf(home).store, 0);
    assert.equal((await hive(POSITIONS, { home })).stdout, positions);
    assert.equal((await hive(TICK, { home, ...CONTROL })).code, 0);
  });

  it('that is gone comes back: bars and samples by a cycle, positions from the journal', async () => {
    const home = await closedHome();
    rmSync(filesOf(home).store);
    await dataOf(['train', 'cycle', '--as-of', AFTER], { home });
    const { classes } = await dataOf<TrainStatus>(['train', 'status', '--as-of', AFTER], { home });
    assert.ok(classes.every(({ matured }) => matured > 200));
    const verdict = await dataOf<JournalVerdict>(['journal', 'verify'], { home });
    assert.deepEqual([verdict.trades, verdict.faults], [2, []]);
  });

  it('with a changed digit in its checkpoint changes no position', async () => {
    const home = await closedHome();
    const { stdout: positions } = await hive(POSITIONS, { home });
    run(filesOf(home).store, "UPDATE checkpoint SET state = replace(state, '§9', '§8')");
    assert.equal((await hive(POSITIONS, { home })).stdout, positions);
    assert.equal((await hive(TICK, { home, ...CONTROL })).code, 0);
  });

  it('does not keep trading from being halted', async () => {
    const home = await closedHome();
    writeFileSync(filesOf(home).store, randomBytes(9_000));
    assert.equal((await hive(['trade', 'halt'], { home })).code, 0);
    assert.ok(existsSync(filesOf(home).halt));
  });

  it('that another process is writing is waited for, then refused, and can be read', async () => {
    const { home, cycle, look, unchanged } = await busy;
    assert.deepEqual([cycle.code, look.code, unchanged], [4, 0, true]);
    const { error } = JSON.parse(cycle.stdout);
    assert.deepEqual([error.code, error.retryable], ['STORE_BUSY', true]);
    assert.equal((await hive(['train', 'cycle', '--quiet', '--as-of', AFTER], { home })).code, 0);
  });
});

/** A cycle and a look while another process writes for longer than they wait. */
async function besideWriter() {
  const home = await closedHome();
  const before = fingerprint(home);
  const writer = new DatabaseSync(filesOf(home).store);
  writer.exec('BEGIN IMMEDIATE');
  const [cycle, look] = await Promise.all([
    hive(['train', 'cycle', '--json', '--as-of', AFTER], { home }),
    hive(POSITIONS, { home }),
  ]);
  writer.exec('ROLLBACK');
  writer.close();
  return { home, cycle, look, unchanged: fingerprint(home) === before };
}

describe('bad books of the embedded broker', () => {
  it('that are gone never lead to a trade: the account differs, and trading is halted', async () => {
    const home = await closedHome();
    const { books, halt } = filesOf(home);
    const copy = readFileSync(books);
    rmSync(books);
    const verify = await hive(['journal', 'verify'], { home });
    assert.equal(verify.code, 4);
    assert.match(verify.stderr, /paper-broker\.db with the books of the embedded broker is missing/);
    assert.equal(existsSync(books), false, 'a look makes no books');
    const expected = { exit: 6, code: 'ACCOUNT_DRIFT', says: /differs from the journal: cash/ };
    await assertRefusedInBoth(TICK, { home, ...CONTROL }, expected);
    assert.ok(existsSync(halt));
    writeFileSync(books, copy);
    for (const suffix of ['-wal', '-shm']) rmSync(books + suffix, { force: true });
    const resume = ['trade', 'resume', '--reason', 'books are back', '--as-of', NEXT_DAY];
    assert.equal((await hive(resume, { home })).code, 0);
    assert.equal((await hive(TICK, { home, ...CONTROL })).code, 0);
  });

  it('that are an older copy never lead to a trade', async () => {
    const home = await closedHome();
    run(filesOf(home).books, "UPDATE account SET cash = '9925.00'");
    const expected = { exit: 6, code: 'ACCOUNT_DRIFT', says: /9925\.00 at the broker/ };
    await assertRefused(TICK, { home, ...CONTROL }, expected);
  });

  it('that are damaged are named; what does not need them still works', async () => {
    const home = await closedHome();
    const { books } = filesOf(home);
    writeFileSync(books, randomBytes(9_000));
    const before = fingerprint(home);
    const expected = {
      exit: 4,
      code: 'PAPER_BROKER_DAMAGED',
      says: /paper-broker\.db/,
      next: /backup.*--home/,
    };
    await assertRefused(TICK, { home, ...CONTROL }, expected);
    const looks = [POSITIONS, ['trades'], ['status', '--as-of', AFTER], ['predict', '--as-of', AFTER]];
    const codes = await Promise.all(looks.map(async args => (await hive(args, { home })).code));
    assert.deepEqual(codes, [0, 0, 0, 0]);
    assert.equal(fingerprint(home), before);
  });
});

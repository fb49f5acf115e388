import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { AuditReport } from '../../src/lib/app/audit/trade-audit.ts';
import { assertEnvelope, assertErrorEnvelope, hive } from '../support/cli.ts';
import { filesOf, fingerprint, tradedHome } from '../support/traded-home.ts';

async function audit(home: string, ...args: string[]) {
  const { code, stdout, stderr } = await hive(['trade', 'audit', '--json', ...args], { home });
  assert.equal(stderr, '');
  const { audit: report } = (await assertEnvelope(stdout, 'trade-audit')).data as {
    audit: AuditReport | null;
  };
  return { code, report };
}

/** Changes the books of the embedded broker behind everybody's back. */
function inBooks(home: string, sql: string): void {
  const books = new DatabaseSync(filesOf(home).books);
  books.exec(sql);
  books.close();
}

const linesOf = async (home: string): Promise<string[]> => {
  const { code, stdout } = await hive(['trade', 'audit'], { home, env: { COLUMNS: '200' } });
  assert.equal(code, 7);
  return stdout.split('\n').filter(line => line.startsWith('DIFFERS'));
};

describe('hive trade audit', () => {
  it('finds a real journal equal, to the cent, and changes nothing', async () => {
    const home = await tradedHome();
    const before = fingerprint(home);
    const { code, report } = await audit(home);
    assert.deepEqual([code, report?.differences, report?.pending], [0, [], []]);
    const compared = Object.fromEntries((report?.findings ?? []).map(one => [one.check, one.compared]));
    assert.deepEqual([compared.orders, compared.fills, compared.worth], [2, 2, 6]);
    assert.equal(fingerprint(home), before);
  });

  it('exits 7 with one line a difference and both sides of it', async () => {
    const home = await tradedHome();
    inBooks(home, "UPDATE account SET cash = '9995.63'");
    assert.deepEqual(await linesOf(home), ['DIFFERS  cash: broker 9995.63, journal 9995.62']);
  });

  it('exits 7 where the broker has lost a fill', async () => {
    const home = await tradedHome();
    inBooks(home, "DELETE FROM fills WHERE side = 'sell'");
    const [line, ...more] = await linesOf(home);
    assert.match(
      line ?? '',
      /^DIFFERS {2}fill sim-fill-\w+: broker nothing, journal sell 0\.05\d+ ETH\/USD at 1266\.\d+$/,
    );
    assert.deepEqual(more, []);
  });

  it('looks at orders and fills from a moment on', async () => {
    const home = await tradedHome();
    const { report } = await audit(home, '--since', '2026-09-23');
    const compared = Object.fromEntries((report?.findings ?? []).map(one => [one.check, one.compared]));
    assert.deepEqual([report?.from, compared.positions], ['2026-09-23T00:00:00.000Z', 2]);
  });

  it('runs while a tick holds the lock', async () => {
    const home = await tradedHome();
    const lock = new DatabaseSync(`${filesOf(home).state}/tick.lock`);
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    assert.equal((await audit(home)).code, 0);
    lock.close();
  });

  it('has nothing to compare in a new home, and makes no file there', async () => {
    const { code, stdout } = await hive(['trade', 'audit']);
    assert.equal(code, 0);
    assert.match(stdout, /^There is nothing to compare yet\. .* Run: hive trade tick$/m);
  });

  it('lists the orders of an account whose journal is gone', async () => {
    const home = await tradedHome();
    rmSync(filesOf(home).journal);
    rmSync(filesOf(home).store);
    const { code, report } = await audit(home);
    assert.deepEqual([code, report?.differences.length, report?.cash], [7, 4, null]);
  });

  it('exits 4 where the books of the embedded broker are gone', async () => {
    const home = await tradedHome();
    rmSync(filesOf(home).books);
    const { code, stdout } = await hive(['trade', 'audit', '--json'], { home });
    assert.deepEqual([code, assertErrorEnvelope(stdout).code], [4, 'BOOKS_MISSING']);
  });
});

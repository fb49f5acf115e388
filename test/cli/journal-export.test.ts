import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalExportReport } from '../../src/lib/app/journal-export.ts';
import { scanJournal } from '../../src/lib/store/files/scan-journal.ts';
import { assertEnvelope, assertErrorEnvelope, hive, tempHome } from '../support/cli.ts';
import { hiveInShell } from '../support/shell.ts';
import { filesOf, fingerprint, tradedHome } from '../support/traded-home.ts';

async function report(home: string, ...args: string[]): Promise<JournalExportReport> {
  const { stdout } = await hive(['journal', 'export', '--json', ...args], { home });
  return (await assertEnvelope(stdout, 'journal-export')).data as JournalExportReport;
}

describe('hive journal export', () => {
  it('writes the journal as it is: its chain can be verified', async () => {
    const home = await tradedHome();
    const before = fingerprint(home);
    const { stdout } = await hive(['journal', 'export'], { home });
    assert.equal(stdout, readFileSync(filesOf(home).journal, 'utf8'));
    const copy = join(tempHome(), 'journal.jsonl');
    writeFileSync(copy, stdout);
    assert.equal([...scanJournal(copy)].length, stdout.trimEnd().split('\n').length);
    assert.equal(fingerprint(home), before);
  });

  it('writes some types of a time only', async () => {
    const home = await tradedHome();
    const { records, rows } = await report(
      home,
      '--types',
      'TICK, FILL',
      '--from',
      '2026-09-23',
      '--to',
      '2026-09-24',
    );
    assert.deepEqual([records?.map(({ type }) => type), rows], [['FILL', 'TICK'], 2]);
  });

  it('writes one row a fill for tax software, exact', async () => {
    const { stdout } = await hive(['journal', 'export', '--format', 'csv'], { home: await tradedHome() });
    const [header, bought, sold, end] = stdout.split('\n');
    assert.equal(header, 'time,symbol,side,qty,price,gross,fee,net,net_qty,order,fill,realised,mode,account');
    assert.match(
      bought!,
      /^2026-09-22T00:05:00\.000Z,ETH\/USD,buy,0\.\d+,[\d.]+,75\.00,0\.19,-75\.00,0\.\d+,hive-.*,,simulated,SIM-/,
    );
    assert.match(sold!, /,sell,0\.\d+,[\d.]+,70\.80,0\.18,70\.62,-0\.\d+,hive-.*,-4\.38,simulated,SIM-/);
    assert.equal(end, '');
  });

  it('writes a file, whole, and says so', async () => {
    const home = await tradedHome();
    const out = join(tempHome(), 'fills.csv');
    const { stdout } = await hive(['journal', 'export', '--format', 'csv', '--out', out], { home });
    assert.equal(stdout, `Wrote 2 fills to ${out}.\n`);
    assert.equal(readFileSync(out, 'utf8').split('\n').length, 4);
    const { records, fills, rows } = await report(home, '--out', out);
    assert.deepEqual([records, fills], [null, null]);
    assert.equal(readFileSync(out, 'utf8').trimEnd().split('\n').length, rows);
  });

  it('goes into a pipe that closes early without a word', async () => {
    const home = await tradedHome();
    const { stdout, stderr } = hiveInShell('"$@" | head -1', ['journal', 'export'], { home });
    assert.match(stdout, /^\{"account":.*"type":"GENESIS"\}\n$/);
    assert.equal(stderr, '');
  });

  it('of a new home has no records, and of fills the header', async () => {
    assert.deepEqual(await hive(['journal', 'export']), { code: 0, stdout: '', stderr: '' });
    assert.match((await hive(['journal', 'export', '--format', 'csv'])).stdout, /^time,symbol,.*\n$/);
  });

  it('refuses a type that is none, types of a csv, and a folder for a file', async () => {
    const home = await tradedHome();
    const out = join(tempHome(), 'folder');
    mkdirSync(out);
    for (const [args, exit, code] of [
      [['--types', 'TICKS'], 2, 'UNKNOWN_TYPE'],
      [['--types', 'FILL', '--format', 'csv'], 2, 'USAGE'],
      [['--out', out], 4, 'WRITE_FAILED'],
    ] as const) {
      const { code: exited, stdout } = await hive(['journal', 'export', '--json', ...args], { home });
      assert.deepEqual([exited, assertErrorEnvelope(stdout).code], [exit, code]);
    }
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixturePath } from '../support/bar-files.ts';
import { assertEnvelope, assertErrorEnvelope, hive, tempHome } from '../support/cli.ts';

const importArgs = (name: string, symbol: string, ...more: string[]) => [
  'data',
  'import',
  fixturePath(name),
  '--symbol',
  symbol,
  ...more,
];

describe('hive data', () => {
  it('imports a file, lists it, finds it sound and gives it back', async () => {
    const home = tempHome();
    const imported = await hive(importArgs('cryptodatadownload.csv', 'BTC-USD', '--json'), { home });
    assert.equal(imported.code, 0, imported.stderr);
    const { data } = await assertEnvelope(imported.stdout, 'data-import');
    assert.equal((data as { inserted: number }).inserted, 4);

    const listed = await hive(['data', 'list'], { home });
    assert.match(listed.stdout, /BTC\/USD\s+1h\s+csv\s+4\s+2024-03-01 00:00Z\s+2024-03-01 03:00Z/);

    const verified = await hive(['data', 'verify', 'btcusd', '--json'], { home });
    assert.equal(verified.code, 0);
    await assertEnvelope(verified.stdout, 'data-verify');

    const exported = await hive(['data', 'export', 'BTC-USD', '--interval', '1h'], { home });
    assert.equal(exported.stdout.split('\n')[1], '2024-03-01T00:00:00.000Z,100,110,95,105,10');
  });

  it('tells repairs, reasons and assumptions to people', async () => {
    const { stdout, code } = await hive(importArgs('yahoo-crypto.csv', 'BTC-USD', '--dry-run'));
    assert.equal(code, 0);
    assert.match(stdout, /Rows\s+4 read, 3 kept/);
    assert.match(stdout, /Would store\s+3 new, 0 unchanged, 0 replaced/);
    assert.match(stdout, /dropped\s+yahoo-last-row\s+1\s+5/);
    assert.match(stdout, /^- Dates are UTC days\.$/m);
  });

  it('writes an export into a file that imports unchanged', async () => {
    const home = tempHome();
    await hive(importArgs('yfinance.csv', 'AAPL'), { home });
    const out = join(home, 'aapl.csv');
    const exported = await hive(['data', 'export', 'AAPL', '--interval', '1d', '--out', out, '--json'], {
      home,
    });
    await assertEnvelope(exported.stdout, 'data-export');
    assert.match(readFileSync(out, 'utf8'), /^time,open,high,low,close,volume\n/);
    const again = await hive(['data', 'import', out, '--symbol', 'AAPL'], { home });
    assert.match(again.stdout, /Stored\s+0 new, 3 unchanged, 0 replaced/);
  });

  it('leaves an empty home empty when it only looks', async () => {
    const home = tempHome();
    const listed = await hive(['data', 'list', '--json'], { home });
    const { data } = await assertEnvelope(listed.stdout, 'data-list');
    assert.deepEqual(data, { series: [] });
    assert.match((await hive(['data', 'verify'], { home })).stdout, /No bars are stored/);
  });

  it('takes columns and rows by name from the command line', async () => {
    const semicolon = importArgs(
      'semicolon.csv',
      'BTC-USD',
      '--date-order',
      'dmy',
      '--column',
      'time=Datum Zeit',
    );
    assert.equal((await hive(semicolon)).code, 0);
    const several = importArgs('several-symbols.csv', 'AAPL', '--where', 'Stock=AAPL');
    assert.equal((await hive(several)).code, 0);
  });

  it('refuses with the exit code, one sentence and the way out', async () => {
    const cases: readonly (readonly [string[], number, string])[] = [
      [importArgs('several-symbols.csv', 'AAPL'), 4, 'SEVERAL_SYMBOLS'],
      [importArgs('header-only.csv', 'AAPL'), 4, 'NO_ROWS'],
      [importArgs('coinbase.csv', 'BTC-USD', '--interval', '1d'), 4, 'INTERVAL_MISMATCH'],
      [importArgs('coinbase.csv', 'BTC-USD', '--max-bad', 'all'), 2, 'USAGE'],
      [importArgs('no-such-file.csv', 'BTC-USD'), 2, 'NO_SUCH_FILE'],
      [['data', 'export', 'AAPL', '--interval', '1d'], 4, 'NO_BARS'],
      [['data', 'verify', 'AAPL'], 4, 'NO_BARS'],
    ];
    for (const [args, exitCode, errorCode] of cases) {
      const { code, stdout } = await hive([...args, '--json']);
      assert.equal(code, exitCode, args.join(' '));
      assert.equal(assertErrorEnvelope(stdout).code, errorCode);
    }
  });
});

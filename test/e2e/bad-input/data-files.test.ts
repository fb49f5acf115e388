import assert from 'node:assert/strict';
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { hive, tempHome } from '../../support/cli.ts';
import { assertRefused, dataOf, type Refusal } from '../../support/refusal.ts';
import { AS_NOBODY, hiveInShell, needsOtherUser } from '../../support/shell.ts';

const HEADER = 'Date,Open,High,Low,Close,Volume\n';
const ROWS = `${HEADER}2024-01-02,10,12,9,11,100\n2024-01-03,11,13,10,12,100\n2024-01-04,12,14,11,13,100\n`;

/** Writes what is to be imported to `path`; null when there is to be nothing. */
type Make = ((path: string) => void) | null;

const file =
  (content: string | Buffer): Make =>
  path =>
    writeFileSync(path, content);

const CASES: Readonly<Record<string, readonly [make: Make, expected: Refusal]>> = {
  'that is not there': [null, { exit: 2, code: 'NO_SUCH_FILE', says: /no file "bars\.csv"/ }],
  'that is a folder': [path => mkdirSync(path), { exit: 2, code: 'NOT_A_FILE', says: /is a folder/ }],
  'that is empty': [file(''), { exit: 4, code: 'FILE_EMPTY', says: /"bars\.csv" is empty/ }],
  'with a header only': [file(HEADER), { exit: 4, code: 'NO_ROWS', says: /a header but no rows/ }],
  'that is packed': [file(gzipSync(ROWS)), { exit: 4, code: 'FILE_PACKED', says: /gzip/, next: /Unpack/ }],
  'that is a program': [
    file(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 0])),
    { exit: 4, code: 'FILE_BINARY', says: /not a text file/ },
  ],
  'of something else': [
    file('root:x:0:0:root:/root:/bin/bash\n'.repeat(5)),
    { exit: 4, code: 'NO_OHLC', says: /columns/ },
  ],
};

describe('a bad file for hive data import', () => {
  for (const [title, [make, expected]] of Object.entries(CASES)) {
    it(`is refused: a file ${title}`, async () => {
      const home = tempHome();
      make?.(join(home, 'bars.csv'));
      await assertRefused(['data', 'import', 'bars.csv', '--symbol', 'AAPL'], { home }, expected);
    });
  }

  it('stores nothing, not even the rows before the bad ones', async () => {
    const home = tempHome();
    writeFileSync(join(home, 'bars.csv'), `${ROWS}2024-01-05,never,1,1,1,1\n`);
    const { code } = await hive(['data', 'import', 'bars.csv', '--symbol', 'AAPL'], { home });
    assert.equal(code, 4);
    assert.deepEqual(await dataOf(['data', 'list'], { home }), { series: [] });
  });

  it('is refused: one that may not be read', function () {
    needsOtherUser(this);
    const path = join(tempHome(), 'bars.csv');
    writeFileSync(path, ROWS, { mode: 0o600 });
    const openHome = tempHome();
    chownSync(openHome, 65_534, 65_534);
    const args = ['data', 'import', path, '--symbol', 'AAPL'];
    const { code, stderr } = hiveInShell(`${AS_NOBODY} "$@"`, args, { home: openHome });
    assert.equal(code, 4, stderr);
    assert.match(stderr, /^Error: .*bars\.csv.*\nNext: .+\n$/);
  });
});

const UNKNOWN: readonly (readonly [args: readonly string[], expected: Refusal])[] = [
  [
    ['predict', 'FOO-BAR'],
    { exit: 2, code: 'BAD_SYMBOL', says: /"FOO-BAR" is not a symbol/, next: /BTC-USD/ },
  ],
  [['predict', '???'], { exit: 2, code: 'BAD_SYMBOL', says: /"\?\?\?" is not a symbol/ }],
  [['predict', '__proto__'], { exit: 2, code: 'BAD_SYMBOL', says: /"__proto__" is not a symbol/ }],
  [['predict', 'AAPP'], { exit: 2, code: 'UNKNOWN_SYMBOL', says: /did you mean AAPL\?/, next: /BTC\/USD/ }],
  [['data', 'verify', 'NOPE'], { exit: 4, code: 'NO_BARS', says: /No bars of NOPE/, next: /data import/ }],
];

describe('an unknown symbol', () => {
  for (const [args, expected] of UNKNOWN)
    it(`is refused: hive ${args.join(' ')}`, () => assertRefused(args, { home: tempHome() }, expected));

  it('is refused before a file is read', async () => {
    const home = tempHome();
    writeFileSync(join(home, 'bars.csv'), ROWS);
    const expected = { exit: 2, code: 'BAD_SYMBOL', says: /"\?\?\?" is not a symbol/ };
    await assertRefused(['data', 'import', 'bars.csv', '--symbol', '???'], { home }, expected);
  });

  it('is named where nothing of it is stored', async () => {
    const { code, stdout } = await hive(['data', 'list', 'NOPE']);
    assert.equal(code, 0);
    assert.match(stdout, /^No bars of NOPE are stored\./);
  });
});

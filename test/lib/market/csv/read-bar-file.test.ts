import assert from 'node:assert/strict';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { MAX_FILE_BYTES } from '../../../../src/lib/market/csv/decode-text.ts';
import { readBarFile } from '../../../../src/lib/market/csv/read-bar-file.ts';
import { csv, fixturePath, readOptions } from '../../../support/bar-files.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const OPTIONS = readOptions('BTC-USD');
const TEXT = csv(
  ['time', 'open', 'high', 'low', 'close', 'volume'],
  ['2024-03-01', 1, 2, 1, 2, 5],
  ['2024-03-02', 2, 3, 2, 3, 6],
);

describe('readBarFile', () => {
  const folder = tempFolder();

  function fileOf(content: string | Uint8Array): string {
    const path = join(folder(), 'bars.csv');
    writeFileSync(path, content);
    return path;
  }

  it('names the file and the SHA-256 of its bytes', () => {
    const file = readBarFile(fixturePath('coinbase.csv'), OPTIONS);
    assert.equal(file.name, 'coinbase.csv');
    // As sha256sum prints it.
    assert.equal(file.sha256, 'be73552d3738e68efe2e7f10424c17c7a59483c6b8757e38288e5790d5830771');
  });

  it('reads UTF-16 when a byte order mark says so', () => {
    const utf16 = Buffer.from(`\uFEFF${TEXT}`, 'utf16le');
    assert.equal(readBarFile(fileOf(utf16), OPTIONS).series.length, 2);
  });

  it('refuses what is no text file of bars, in one sentence each', () => {
    assert.throws(() => readBarFile(folder(), OPTIONS), hiveError('NOT_A_FILE', /is a folder/));
    assert.throws(() => readBarFile(join(folder(), 'none.csv'), OPTIONS), hiveError('NO_SUCH_FILE'));
    assert.throws(
      () => readBarFile(join(fileOf('x'), 'below'), OPTIONS),
      hiveError('FILE_UNREADABLE', /ENOTDIR/),
    );
    assert.throws(() => readBarFile(fileOf(''), OPTIONS), hiveError('FILE_EMPTY'));
    assert.throws(() => readBarFile(fileOf(' \n\n'), OPTIONS), hiveError('FILE_EMPTY'));
    assert.throws(() => readBarFile(fileOf(gzipSync(TEXT)), OPTIONS), hiveError('FILE_PACKED', /gzip/));
    assert.throws(() => readBarFile(fileOf('PK\u0003\u0004...'), OPTIONS), hiveError('FILE_PACKED', /zip/));
    assert.throws(() => readBarFile(fileOf('a,b\u0000c,d'), OPTIONS), hiveError('FILE_BINARY'));
  });

  it('refuses a file above the limit without reading it', () => {
    const path = fileOf(TEXT);
    truncateSync(path, MAX_FILE_BYTES + 1);
    assert.throws(() => readBarFile(path, OPTIONS), hiveError('FILE_TOO_LARGE', /larger than 512 MiB/));
  });
});

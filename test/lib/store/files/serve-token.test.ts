import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOnce } from '../../../../src/lib/store/files/create-once.ts';
import { serveToken } from '../../../../src/lib/store/files/serve-token.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

describe('the token of the server', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'state', 'serve-token');

  it('is made once, of 256 bits, for its owner only', () => {
    const token = serveToken(path());
    assert.equal(Buffer.from(token, 'base64url').length, 32);
    assert.equal(readFileSync(path(), 'utf8'), `${token}\n`);
    assert.equal(modeOf(path()), 0o600);
    assert.equal(serveToken(path()), token);
    assert.deepEqual(readdirSync(join(folder(), 'state')), ['serve-token']);
  });

  it('is another one in another home', () => {
    assert.notEqual(serveToken(path()), serveToken(join(folder(), 'other', 'serve-token')));
  });

  it('is not taken from a file that others may read', () => {
    serveToken(path());
    for (const mode of [0o640, 0o604, 0o660]) {
      chmodSync(path(), mode);
      const sentence = new RegExp(
        `^The token file .*/serve-token may be used by others \\(mode 0${mode.toString(8)}\\)\\.$`,
      );
      assert.throws(() => serveToken(path()), hiveError('TOKEN_FILE', sentence));
    }
  });

  it('is not taken from a link, a folder, or a file with something else in it', () => {
    const state = join(folder(), 'state');
    mkdirSync(state);
    const real = join(folder(), 'elsewhere');
    writeFileSync(real, `${'x'.repeat(43)}\n`, { mode: 0o600 });
    symlinkSync(real, path());
    assert.throws(() => serveToken(path()), hiveError('TOKEN_FILE', /is a symbolic link/));
    assert.throws(() => serveToken(state), hiveError('TOKEN_FILE', /is not a plain file/));
    for (const [index, text] of [
      '',
      'short',
      `${'x'.repeat(42)}!`,
      'x'.repeat(44),
      `${'x'.repeat(43)}\n${'x'.repeat(43)}`,
    ].entries()) {
      const odd = join(state, `odd-${index}`);
      writeFileSync(odd, text, { mode: 0o600 });
      assert.throws(() => serveToken(odd), hiveError('TOKEN_FILE', /holds no token/));
    }
  });

  it('is never in the error', () => {
    const secret = 'y'.repeat(44);
    mkdirSync(join(folder(), 'state'));
    writeFileSync(path(), secret, { mode: 0o600 });
    assert.throws(
      () => serveToken(path()),
      error => error instanceof Error && !JSON.stringify({ ...error, text: String(error) }).includes('yyy'),
    );
  });
});

describe('a file that is made once', () => {
  const folder = tempFolder();

  it('never takes the place of another', () => {
    const path = join(folder(), 'new', 'file');
    assert.equal(createOnce(path, 'first'), true);
    assert.equal(createOnce(path, 'second'), false);
    assert.equal(readFileSync(path, 'utf8'), 'first');
    assert.equal(modeOf(path), 0o600);
    assert.deepEqual(readdirSync(join(folder(), 'new')), ['file']);
  });

  it('that cannot be made is a sentence', () => {
    writeFileSync(join(folder(), 'file'), '');
    assert.throws(() => createOnce(join(folder(), 'file', 'below'), ''), hiveError('WRITE_FAILED'));
  });
});

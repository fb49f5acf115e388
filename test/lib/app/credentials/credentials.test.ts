import assert from 'node:assert/strict';
import { chmodSync, chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentials } from '../../../../src/lib/app/credentials/credentials.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const IN_ENVIRONMENT = { APCA_API_KEY_ID: 'PKENV', APCA_API_SECRET_KEY: 'env-secret' };
const IN_FILE = {
  paper: { keyId: 'PKFILE', secret: 'file-secret' },
  live: { keyId: 'AKFILE', secret: 'live-secret' },
};

describe('credentials', () => {
  const home = tempFolder();
  const file = () => join(home(), 'alpaca-keys.json');

  function writeKeys(content: unknown, mode = 0o600): void {
    writeFileSync(file(), typeof content === 'string' ? content : JSON.stringify(content), { mode });
    chmodSync(file(), mode);
  }

  function systemd(credentialFiles: Record<string, string>) {
    const folder = join(home(), 'credentials');
    mkdirSync(folder);
    for (const [name, text] of Object.entries(credentialFiles)) writeFileSync(join(folder, name), text);
    return { CREDENTIALS_DIRECTORY: folder };
  }

  const ask = (env: Record<string, string> = {}, mode = 'paper', keyFile = '') =>
    credentials({ config: configSchema.parse({ mode, alpaca: { keyFile } }), paths: homePaths(home()) }, env);

  const found = (...args: Parameters<typeof ask>) => {
    const { keyId, secret, from } = ask(...args);
    return [keyId.reveal(), secret.reveal(), from];
  };

  it('come from systemd before the key file, and from that before the environment', () => {
    assert.deepEqual(found(IN_ENVIRONMENT), ['PKENV', 'env-secret', 'environment']);
    writeKeys(IN_FILE);
    assert.deepEqual(found(IN_ENVIRONMENT), ['PKFILE', 'file-secret', `key file ${file()}`]);
    const env = systemd({ 'alpaca-key-id': 'PKSYS\n', 'alpaca-secret-key': 'sys-secret\n' });
    assert.deepEqual(found({ ...IN_ENVIRONMENT, ...env }), ['PKSYS', 'sys-secret', 'systemd credential']);
  });

  it('are those of the live account in mode live', () => {
    writeKeys(IN_FILE);
    assert.deepEqual(found({}, 'live').slice(0, 2), ['AKFILE', 'live-secret']);
    const env = systemd({ 'alpaca-live-key-id': 'AKSYS', 'alpaca-live-secret-key': 'sys-live' });
    assert.deepEqual(found(env, 'live').slice(0, 2), ['AKSYS', 'sys-live']);
    // The credentials of the other mode are not those that are asked for.
    assert.deepEqual(found(env, 'paper').slice(0, 2), ['PKFILE', 'file-secret']);
  });

  it('come from the file that the configuration names, beside it', () => {
    writeKeys(IN_FILE);
    assert.equal(found({}, 'paper', 'alpaca-keys.json')[0], 'PKFILE');
    assert.throws(() => ask(IN_ENVIRONMENT, 'paper', 'other.json'), hiveError('BAD_KEY_FILE', /not exist/));
  });

  it('are missing when no source has any', () => {
    assert.throws(() => ask(), hiveError('NO_KEYS', /^There are no paper keys of Alpaca\.$/));
    writeKeys({ paper: IN_FILE.paper });
    assert.throws(() => ask({}, 'live'), hiveError('NO_KEYS', /no live keys/));
  });

  it('are refused by halves', () => {
    const half = (env: Record<string, string>) => () => ask(env);
    assert.throws(half({ APCA_API_KEY_ID: 'PK' }), hiveError('HALF_A_KEY_PAIR', /not APCA_API_SECRET_KEY/));
    writeKeys({ paper: { secret: 'only-a-secret' } });
    assert.throws(half(IN_ENVIRONMENT), hiveError('HALF_A_KEY_PAIR', /paper\.secret, but not paper\.keyId/));
    const env = systemd({ 'alpaca-key-id': 'PK' });
    assert.throws(half(env), hiveError('HALF_A_KEY_PAIR', /not alpaca-secret-key/));
  });

  for (const [what, secret, message] of [
    ['empty', '', /APCA_API_SECRET_KEY of the environment is empty/],
    ['blank', '  ', /white space/],
    ['in quotes and blanks', 'a b', /white space/],
    ['with a line end', 'secret\n', /white space/],
    ['with a control character', 'sec\u0007ret', /control character/],
    ['with a letter that no key has', 'sécret', /what no key holds/],
  ] as const) {
    it(`are refused when one is ${what}, without quoting it`, () => {
      const env = { ...IN_ENVIRONMENT, APCA_API_SECRET_KEY: secret };
      assert.throws(() => ask(env), hiveError('BAD_KEY', message));
    });
  }

  for (const mode of [0o640, 0o604, 0o620, 0o660, 0o644]) {
    it(`are not read from a file of mode 0${mode.toString(8)}, which says what to type`, () => {
      writeKeys(IN_FILE, mode);
      assert.throws(
        () => ask(),
        (error: unknown) =>
          error instanceof HiveError &&
          error.exitCode === 3 &&
          error.next === `Close it: chmod 600 ${file()}`,
      );
    });
  }

  it('are read from a file that only its owner may read', () => {
    writeKeys(IN_FILE, 0o400);
    assert.equal(found()[0], 'PKFILE');
  });

  it('are not read through a link, from a folder or from a file of another user', () => {
    writeFileSync(join(home(), 'real.json'), JSON.stringify(IN_FILE), { mode: 0o600 });
    symlinkSync(join(home(), 'real.json'), file());
    assert.throws(() => ask(), hiveError('BAD_KEY_FILE', /symbolic link/));
    mkdirSync(join(home(), 'folder'), { mode: 0o700 });
    assert.throws(() => ask({}, 'paper', 'folder'), hiveError('BAD_KEY_FILE', /not a plain file/));
    // Only root can give a file away; for everybody else that of root will do.
    const foreign = process.getuid?.() === 0 ? join(home(), 'real.json') : '/etc/hostname';
    if (process.getuid?.() === 0) chownSync(foreign, 12_345, 12_345);
    assert.throws(() => ask({}, 'paper', foreign), hiveError('BAD_KEY_FILE', /another user/));
  });

  for (const [what, content] of [
    ['no JSON', 'canary-in-file secret: x'],
    ['an unknown name', { paper: IN_FILE.paper, 'canary-in-file': {} }],
    ['a key that is no text', { paper: { keyId: 5, secret: 'canary-in-file' } }],
    ['a list', ['canary-in-file']],
  ] as const) {
    it(`are not guessed from a file with ${what}, and nothing of it is quoted`, () => {
      writeKeys(content);
      assert.throws(
        () => ask(IN_ENVIRONMENT),
        (error: unknown) =>
          error instanceof HiveError &&
          error.code === 'BAD_KEY_FILE' &&
          !`${error.message} ${error.next} ${error.stack} ${error.cause}`.includes('canary-in-file'),
      );
    });
  }
});

import assert from 'node:assert/strict';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { keysFile, keysIn } from '../../../../src/lib/app/init/keys-text.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const read = (text: string, kind: 'paper' | 'live' = 'paper') => {
  const { keyId, secret } = keysIn({ text, from: 'standard input' }, kind);
  return [keyId.reveal(), secret.reveal()];
};

describe('keys in a text', () => {
  const folder = tempFolder();

  it('are two lines, variables of Alpaca’s own tools, or JSON', () => {
    const wanted = ['PKID', 'sec/ret+1='];
    assert.deepEqual(read('PKID\nsec/ret+1=\n'), wanted);
    assert.deepEqual(read('\r\n  PKID\r\n# the secret\r\nsec/ret+1=\r\n'), wanted);
    assert.deepEqual(read('export APCA_API_SECRET_KEY="sec/ret+1="\nAPCA_API_KEY_ID=PKID'), wanted);
    assert.deepEqual(read('{"keyId": "PKID", "secret": "sec/ret+1="}'), wanted);
    const both =
      '{"paper": {"keyId": "PKID", "secret": "of-paper"}, "live": {"keyId": "AKID", "secret": "of-live"}}';
    assert.deepEqual(read(both), ['PKID', 'of-paper']);
    assert.deepEqual(read(both, 'live'), ['AKID', 'of-live']);
  });

  it('must be a whole pair', () => {
    assert.throws(() => read(''), hiveError('NO_KEYS_IN_TEXT'));
    assert.throws(() => read('one\ntwo\nthree'), hiveError('NO_KEYS_IN_TEXT'));
    assert.throws(
      () => read('{"live": {"keyId": "AKID", "secret": "of-live"}}'),
      hiveError('NO_KEYS_IN_TEXT'),
    );
    assert.throws(() => read('APCA_API_KEY_ID=PKID'), hiveError('HALF_A_KEY_PAIR'));
    assert.throws(() => read('PK ID\nsecret'), hiveError('BAD_KEY'));
  });

  it('are never quoted by an error', () => {
    const noise = fc.constantFrom('', '{', '"', '\n', 'APCA_API_KEY_ID=', '{"keyId": "', '\t', '"}');
    fc.assert(
      fc.property(noise, noise, noise, (before, between, after) => {
        try {
          read(`${before}CANARY1${between}CANARY2${after}`);
        } catch (error) {
          assert.doesNotMatch(`${error} ${JSON.stringify(error)}`, /CANARY/);
        }
      }),
    );
  });

  it('come out of a plain file that nobody else may read', () => {
    const path = join(folder(), 'keys');
    assert.throws(() => keysFile(path), hiveError('KEYS_UNREADABLE', /does not exist/));
    writeFileSync(path, 'PKID\nsecret\n', { mode: 0o600 });
    assert.equal(keysFile(path).text, 'PKID\nsecret\n');
    chmodSync(path, 0o644);
    assert.throws(() => keysFile(path), hiveError('KEYS_UNREADABLE', /used by others/));
    symlinkSync(path, join(folder(), 'link'));
    assert.throws(() => keysFile(join(folder(), 'link')), hiveError('KEYS_UNREADABLE', /symbolic link/));
  });
});

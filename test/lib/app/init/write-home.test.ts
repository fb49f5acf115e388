import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyPair } from '../../../../src/lib/app/credentials/key-pair.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { writeHome } from '../../../../src/lib/app/init/write-home.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

const NOW = Date.UTC(2026, 10, 26, 12);
const pair = keyPair({ keyId: 'PKID', secret: 'new', from: 'test', names: ['a', 'b'] })!;

describe('the files of a new home', () => {
  const folder = tempFolder();
  const paths = () => homePaths(join(folder(), 'home'));
  const keys = (kind: 'paper' | 'live' = 'paper') => ({
    path: join(paths().root, 'alpaca-keys.json'),
    kind,
    pair,
  });
  const plain = { keys: null, ignoreKeys: false, nowMs: NOW };

  it('are for their owner only', () => {
    assert.equal(writeHome(paths(), { config: '{}\n', ...plain, keys: keys() }), null);
    assert.equal(modeOf(paths().root), 0o700);
    assert.equal(modeOf(paths().config), 0o600);
    assert.equal(modeOf(keys().path), 0o600);
    assert.deepEqual(JSON.parse(readFileSync(keys().path, 'utf8')), {
      paper: { keyId: 'PKID', secret: 'new' },
    });
  });

  it('keep the other pair of keys and the old configuration', () => {
    mkdirSync(paths().root);
    writeFileSync(paths().config, '{"seed": 1}');
    const live = { keyId: 'L', secret: 'l' };
    writeFileSync(keys().path, JSON.stringify({ live, paper: { keyId: 'old', secret: 'old' } }), {
      mode: 0o600,
    });
    const backup = writeHome(paths(), { config: '{}', ...plain, keys: keys() });
    assert.equal(backup, `${paths().config}.bak-20261126T120000000Z`);
    assert.equal(readFileSync(backup, 'utf8'), '{"seed": 1}');
    assert.deepEqual(JSON.parse(readFileSync(keys().path, 'utf8')), {
      live,
      paper: { keyId: 'PKID', secret: 'new' },
    });
  });

  it('are taken back when the last of them cannot be written', () => {
    mkdirSync(join(paths().config, 'in-the-way'), { recursive: true });
    const old = '{"live": {"keyId": "L", "secret": "l"}}';
    writeFileSync(keys().path, old, { mode: 0o600 });
    const files = { config: '{}', ...plain, keys: keys(), ignoreKeys: true };
    assert.throws(() => writeHome(paths(), files));
    assert.equal(readFileSync(keys().path, 'utf8'), old);
    assert.deepEqual(readdirSync(paths().root).sort(), ['alpaca-keys.json', 'hive.config.json']);
  });

  it('are not added to a key file that is none', () => {
    mkdirSync(paths().root);
    writeFileSync(keys().path, 'not JSON', { mode: 0o600 });
    const files = { config: '{}', ...plain, keys: keys() };
    assert.throws(() => writeHome(paths(), files), hiveError('BAD_KEY_FILE'));
    assert.ok(!existsSync(paths().config));
  });
});

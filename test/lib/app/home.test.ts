import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveHome } from '../../../src/lib/app/home.ts';

const empty = { env: {}, cwd: '/', userHome: '/home/ann' };

describe('resolveHome', () => {
  const home = mkdtempSync(join(tmpdir(), 'hive-home-'));
  const below = join(home, 'a', 'b');
  mkdirSync(below, { recursive: true });
  writeFileSync(join(home, 'hive.config.json'), '{}');

  it('takes the flag first, relative to the working folder', () => {
    const { root } = resolveHome({ ...empty, flag: 'x', env: { HIVE_HOME: '/y' }, cwd: '/projects' });
    assert.equal(root, '/projects/x');
  });

  it('takes HIVE_HOME next, unless it is empty', () => {
    assert.equal(resolveHome({ ...empty, env: { HIVE_HOME: '/y' }, cwd: below }).root, '/y');
    assert.equal(resolveHome({ ...empty, env: { HIVE_HOME: '' }, cwd: below }).root, home);
  });

  it('takes the nearest parent with a configuration next', () => {
    assert.equal(resolveHome({ ...empty, cwd: below }).root, home);
    assert.equal(resolveHome({ ...empty, cwd: home }).root, home);
  });

  it('falls back to the XDG state folder; a relative one counts as unset', () => {
    assert.equal(resolveHome(empty).root, '/home/ann/.local/state/hive');
    assert.equal(resolveHome({ ...empty, env: { XDG_STATE_HOME: '/s' } }).root, '/s/hive');
    assert.equal(resolveHome({ ...empty, env: { XDG_STATE_HOME: 's' } }).root, '/home/ann/.local/state/hive');
  });

  it('keeps every path in the home folder and creates nothing', () => {
    const { root, ...paths } = resolveHome({ ...empty, flag: home });
    for (const path of Object.values(paths)) assert.ok(path.startsWith(`${root}/`), path);
    assert.deepEqual(readdirSync(home).sort(), ['a', 'hive.config.json']);
  });
});

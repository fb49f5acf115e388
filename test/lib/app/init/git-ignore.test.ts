import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitRisk, ignoreInGit, refuseInGit } from '../../../../src/lib/app/init/git-ignore.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('keys in a work tree of git', () => {
  const folder = tempFolder();
  const git = (...args: string[]) => {
    const { status, stderr } = spawnSync('git', args, { cwd: folder(), encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  };

  it('are no risk outside of one', async () => {
    assert.equal(await gitRisk(join(folder(), 'home/alpaca-keys.json')), 'none');
  });

  it('would be committed until git is told to leave them alone, temps included', async () => {
    git('init', '-q');
    mkdirSync(join(folder(), 'home'));
    const keys = join(folder(), 'home/alpaca-keys.json');
    assert.equal(await gitRisk(keys), 'would-commit');
    assert.throws(() => refuseInGit(keys, 'would-commit', false), hiveError('KEYS_IN_GIT', /work tree/));
    const back = ignoreInGit(keys);
    assert.equal(await gitRisk(keys), 'none');
    assert.equal(await gitRisk(`${keys}.tmp-123`), 'none');
    back();
    assert.ok(!existsSync(join(folder(), 'home/.gitignore')));
  });

  it('are kept out of a .gitignore that is there, which is otherwise left as it was', async () => {
    git('init', '-q');
    const file = join(folder(), '.gitignore');
    writeFileSync(file, 'node_modules/');
    const back = ignoreInGit(join(folder(), 'alpaca-keys.json'));
    assert.equal(readFileSync(file, 'utf8'), 'node_modules/\n/alpaca-keys.json*\n');
    back();
    assert.equal(readFileSync(file, 'utf8'), 'node_modules/');
  });

  it('that are tracked already are no secret any more', async () => {
    git('init', '-q');
    const keys = join(folder(), 'alpaca-keys.json');
    writeFileSync(keys, '{}');
    git('add', 'alpaca-keys.json');
    assert.equal(await gitRisk(keys), 'tracked');
    assert.throws(() => refuseInGit(keys, 'tracked', true), hiveError('KEYS_IN_GIT', /gets the keys/));
  });
});

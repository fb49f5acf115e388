import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hive, tempHome } from '../../support/cli.ts';
import { assertRefused, assertRefusedInBoth } from '../../support/refusal.ts';
import { AS_NOBODY, hiveInShell, needsOtherUser } from '../../support/shell.ts';
import { AFTER, tradedHome } from '../../support/traded-home.ts';

const NOT_A_FOLDER = {
  exit: 3,
  code: 'NOT_A_FOLDER',
  says: /home ".*" is a file, or in one/,
  next: /--home/,
};

describe('a bad home', () => {
  for (const args of [
    ['status'],
    ['trade', 'tick'],
    ['train', 'cycle'],
    ['trade', 'halt'],
    ['data', 'list'],
  ]) {
    it(`that is a file is refused: hive ${args.join(' ')}`, async () => {
      const home = tempHome();
      const file = join(home, 'file');
      writeFileSync(file, '');
      await assertRefused([...args, '--home', file], { home }, NOT_A_FOLDER);
    });
  }

  it('below a file is refused', async () => {
    const home = tempHome();
    writeFileSync(join(home, 'file'), '');
    await assertRefused(['positions', '--home', join(home, 'file', 'home')], { home }, NOT_A_FOLDER);
  });

  it('that may not be entered is refused by every command, also those that only look', async function () {
    needsOtherUser(this);
    const home = await tradedHome();
    chmodSync(home, 0o755);
    const commands = [
      ['trade', 'tick'],
      ['positions'],
      ['status'],
      ['predict'],
      ['data', 'list'],
      ['models', 'list'],
      ['trade', 'halt'],
      ['journal', 'verify'],
    ];
    for (const args of commands) {
      const { code, stderr } = hiveInShell(`${AS_NOBODY} "$@"`, [...args, '--as-of', AFTER], { home });
      assert.equal(code, 3, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, /^Error: .+\nNext: .+\n$/);
    }
  });

  it('with an absurdly long name is refused', async () => {
    const home = tempHome();
    const long = join(home, 'x'.repeat(300));
    await assertRefusedInBoth(
      ['trade', 'tick', '--home', long],
      { home },
      { exit: 3, code: 'BAD_PATH', says: /xxx/ },
    );
  });
});

describe('an unusual home', () => {
  it('is made with its missing parents, whatever letters it has', async () => {
    const home = join(tempHome(), 'a b', 'mön häm ☃', "it's");
    for (const args of [['trade', 'tick'], ['positions'], ['journal', 'verify']])
      assert.equal((await hive([...args, '--as-of', AFTER], { home, cwd: tmpdir() })).code, 0);
    assert.ok(existsSync(join(home, 'state', 'journal.jsonl')));
  });

  it('is the XDG state folder, or ~/.local/state, when nothing is named', async () => {
    for (const [env, folder] of [
      [{ HIVE_HOME: '', XDG_STATE_HOME: '' }, '.local/state/hive'],
      [{ HIVE_HOME: '', XDG_STATE_HOME: 'not/absolute' }, '.local/state/hive'],
    ] as const) {
      const user = tempHome();
      assert.equal((await hive(['trade', 'tick', '--as-of', AFTER], { home: user, env })).code, 0);
      assert.ok(existsSync(join(user, folder, 'state', 'journal.jsonl')));
    }
  });
});

describe('a working folder that was removed', () => {
  it('is named', () => {
    const home = tempHome();
    const gone = join(home, 'gone');
    mkdirSync(gone);
    const { code, stderr } = hiveInShell(`cd ${gone} && rmdir ${gone} && exec "$@"`, ['status'], { home });
    assert.throws(() => rmdirSync(gone), { code: 'ENOENT' });
    assert.equal(code, 3, stderr);
    assert.match(stderr, /The folder you are in does not exist any more/);
  });
});

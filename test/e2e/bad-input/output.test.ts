import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { hive } from '../../support/cli.ts';
import { hiveInShell } from '../../support/shell.ts';
import { CONTROL } from '../../support/small-home.ts';
import { AFTER, NEXT_DAY, tradedHome } from '../../support/traded-home.ts';

const LOOKS = [
  ['positions'],
  ['trades'],
  ['status'],
  ['predict'],
  ['models', 'list'],
  ['train', 'status'],
  ['config', 'show'],
];

describe('an output that goes nowhere', () => {
  it('is no error: a reader that closes early', async () => {
    const home = await tradedHome();
    for (const args of [['config', 'show'], ['schema', 'status'], ['trades']]) {
      const script = '{ "$@"; echo "$?" >&2; } | head -1';
      const { stdout, stderr } = hiveInShell(script, args, { home });
      assert.deepEqual([stdout.split('\n').length, stderr], [2, '0\n'], args.join(' '));
    }
  });

  it('is no error: closed streams; a tick still does its work', async () => {
    const home = await tradedHome();
    const tick = ['trade', 'tick', '--as-of', NEXT_DAY];
    const closed = hiveInShell('exec "$@" <&- >&- 2>&-', tick, { home, ...CONTROL });
    assert.deepEqual(closed, { code: 0, stdout: '', stderr: '' });
    const { stdout } = await hive(['status', '--json', '--as-of', NEXT_DAY], { home });
    assert.equal(JSON.parse(stdout).data.lastTick.ticks, 4);
  });

  it('is exit code 4 with a sentence: a full disk behind stdout', async () => {
    const home = await tradedHome();
    const { code, stderr } = hiveInShell('exec "$@" > /dev/full', ['positions', '--json'], { home });
    assert.equal(code, 4);
    assert.match(stderr, /^Error: .+\nNext: .+\n$/);
  });
});

describe('an output in a narrow or plain terminal', () => {
  it('has no line wider than COLUMNS=60 and no colour, and absurd widths are harmless', async () => {
    const home = await tradedHome();
    const env = { COLUMNS: '60', NO_COLOR: '1' };
    for (const { code, stdout } of await Promise.all(
      LOOKS.map(look => hive([...look, '--as-of', AFTER], { home, env })),
    )) {
      assert.equal(code, 0);
      assert.equal(stripVTControlCharacters(stdout), stdout);
      assert.deepEqual(
        stdout.split('\n').filter(line => [...line].length > 60),
        [],
      );
    }
    for (const columns of ['-5', 'wide', '1e9']) {
      const { code } = await hive(['positions', '--as-of', AFTER], { home, env: { COLUMNS: columns } });
      assert.equal(code, 0, columns);
    }
  });
});

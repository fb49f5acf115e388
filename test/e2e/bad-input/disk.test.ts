import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { hive } from '../../support/cli.ts';
import { assertNoTemps, assertRefused } from '../../support/refusal.ts';
import { hiveInShell, onSmallDisk } from '../../support/shell.ts';
import { CONTROL } from '../../support/small-home.ts';
import { AFTER, copyOf, filesOf, fingerprint, NEXT_DAY, tradedHome } from '../../support/traded-home.ts';

const TICK = ['trade', 'tick', '--as-of', NEXT_DAY];
const LOOKS = [['positions'], ['trades'], ['status'], ['predict'], ['models', 'list'], ['data', 'list']];

describe('a full disk', () => {
  it('is refused before anything is sent, and the next tick goes on once there is space', async function () {
    await onSmallDisk(this, '3m', async ({ folder: home, remount }) => {
      cpSync(await tradedHome(), home, { recursive: true });
      const before = fingerprint(home);
      for (const args of [TICK, ['train', 'cycle', '--as-of', NEXT_DAY]]) {
        const { code, stdout, stderr } = await hive([...args, '--json'], { home, ...CONTROL });
        const { error } = JSON.parse(stdout);
        assert.deepEqual([code, error.code, error.retryable], [4, 'DISK_FULL', true]);
        assert.match(
          stderr,
          /^Error: The disk of .* has 2\.\d MiB free; HIVE needs 64\.0 MiB\.\nNext: Free space/,
        );
      }
      assert.equal(fingerprint(home), before);
      assert.equal((await hive(['trade', 'halt', '--as-of', AFTER], { home })).code, 0);
      remount('size=100m');
      const resume = ['trade', 'resume', '--reason', 'space', '--as-of', AFTER];
      assert.equal((await hive(resume, { home })).code, 0);
      assert.equal((await hive(TICK, { home, ...CONTROL })).code, 0);
    });
  });
});

describe('a limit on the size of files', () => {
  /** Long enough that the journal outgrows the limit before the files of SQLite do. */
  async function longHome(): Promise<string> {
    const home = await tradedHome();
    for (const day of ['25', '26', '27', '28']) {
      const at = `2026-09-${day}T00:05:00Z`;
      assert.equal((await hive(['trade', 'tick', '--quiet', '--as-of', at], { home, ...CONTROL })).code, 0);
    }
    return home;
  }

  it('at any size leaves a journal that verifies, and the next tick goes on', async () => {
    const template = await longHome();
    const journal = readFileSync(filesOf(template).journal, 'utf8');
    const blocks = Math.ceil(journal.length / 512);
    const codes = [4, blocks + 1, blocks + 8].map(limit => {
      const home = copyOf(template);
      const tick = ['trade', 'tick', '--as-of', '2026-09-29T00:05:00Z'];
      const { code, stderr } = hiveInShell(`ulimit -f ${limit}; exec "$@"`, tick, { home, ...CONTROL });
      assert.ok(code === 0 || code === 4, `${limit}: ${code} ${stderr}`);
      assert.match(stderr, code === 0 ? /^$/ : /^Error: .+\nNext: .+\n$/);
      return [home, code] as const;
    });
    assert.ok(codes.some(([, code]) => code === 4));
    const goOn = async (home: string) => {
      const next = await hive(['trade', 'tick', '--as-of', '2026-09-29T00:07:00Z'], { home, ...CONTROL });
      assert.equal(next.code, 0, next.stderr);
      assert.equal((await hive(['journal', 'verify'], { home })).code, 0);
      assert.ok(readFileSync(filesOf(home).journal, 'utf8').startsWith(journal));
      assertNoTemps(home);
    };
    await Promise.all(codes.map(([home]) => goOn(home)));
  });
});

describe('a disk that is mounted for reading only', () => {
  it('can be looked at, refuses to trade, train and halt, and goes on once it is writable', async function () {
    await onSmallDisk(this, '100m', async ({ folder: home, remount }) => {
      cpSync(await tradedHome(), home, { recursive: true });
      const looks = () => Promise.all(LOOKS.map(look => hive([...look, '--as-of', AFTER], { home })));
      const before = await looks();
      remount('ro');
      assert.deepEqual(await looks(), before);
      for (const [args, says] of [
        [TICK, /tick\.lock/],
        [['train', 'cycle'], /train\.lock/],
        [['trade', 'halt'], /HALT/],
      ] as const) {
        const { code, stderr } = await hive([...args], { home, ...CONTROL });
        assert.equal(code, 3, stderr);
        assert.match(stderr, says);
        assert.match(stderr, /read-only file system/i);
      }
      remount('rw');
      await assertRefused(
        ['trade', 'tick', '--as-of', '2026-09-01'],
        { home, ...CONTROL },
        {
          exit: 4,
          code: 'CLOCK_WENT_BACK',
          says: /clock/,
        },
      );
      assert.equal((await hive(TICK, { home, ...CONTROL })).code, 0);
    });
  });
});

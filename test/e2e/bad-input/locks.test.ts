import assert from 'node:assert/strict';
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { acquireLock } from '../../../src/lib/store/files/lock.ts';
import { hive } from '../../support/cli.ts';
import { assertRefused } from '../../support/refusal.ts';
import { AS_NOBODY, hiveInShell, needsOtherUser } from '../../support/shell.ts';
import { CONTROL } from '../../support/small-home.ts';
import { AFTER, filesOf, NEXT_DAY, tradedHome } from '../../support/traded-home.ts';

const RUNS = [
  ['tick', ['trade', 'tick', '--as-of', NEXT_DAY]],
  ['train', ['train', 'cycle', '--as-of', NEXT_DAY]],
] as const;

/** Holds a lock of a home while `work` runs, as another run would. */
async function whileLocked(path: string, work: () => Promise<void>): Promise<void> {
  const lock = acquireLock(path);
  assert.ok(lock);
  try {
    await work();
  } finally {
    lock.release();
  }
}

describe('a second run at once', () => {
  for (const [name, args] of RUNS) {
    it(`is told so with exit code 75, and does nothing: hive ${args.slice(0, 2).join(' ')}`, async () => {
      const home = await tradedHome();
      const { journal, state } = filesOf(home);
      const before = readFileSync(journal);
      await whileLocked(join(state, `${name}.lock`), async () => {
        const { code, stdout, stderr } = await hive([...args, '--json'], { home, ...CONTROL });
        assert.equal(code, 75, stderr);
        const { error } = JSON.parse(stdout);
        assert.deepEqual([error.code, error.retryable], ['BUSY', true]);
      });
      assert.deepEqual(readFileSync(journal), before);
      assert.equal((await hive(args, { home, ...CONTROL })).code, 0);
    });
  }

  it('trades once: of eight ticks of one moment some are busy, and there is one order a symbol and side', async () => {
    const home = await tradedHome();
    const ticks = Array.from({ length: 8 }, () =>
      hive(['trade', 'tick', '--as-of', NEXT_DAY], { home, ...CONTROL }),
    );
    const codes = (await Promise.all(ticks)).map(({ code }) => code);
    assert.ok(
      codes.every(code => code === 0 || code === 75),
      codes.join(),
    );
    const intents = readFileSync(filesOf(home).journal, 'utf8').match(/"type":"INTENT"/g) ?? [];
    assert.equal(intents.length, 3);
    assert.equal((await hive(['journal', 'verify'], { home })).code, 0);
  });

  it('does not keep others from looking, nor trading from being halted', async () => {
    const home = await tradedHome();
    await whileLocked(join(filesOf(home).state, 'tick.lock'), async () => {
      const looks = [['positions'], ['status'], ['journal', 'verify'], ['predict'], ['trade', 'halt']];
      const codes = await Promise.all(
        looks.map(async look => (await hive([...look, '--as-of', AFTER], { home })).code),
      );
      assert.deepEqual(codes, [0, 0, 0, 0, 0]);
    });
  });
});

describe('a lock file that cannot be locked', () => {
  const expected = { exit: 3, code: 'LOCK_FAILED', says: /tick\.lock/, next: /tick\.lock/ };

  it('is named: a folder in its place', async () => {
    const home = await tradedHome();
    const lock = join(filesOf(home).state, 'tick.lock');
    rmSync(lock);
    mkdirSync(lock);
    await assertRefused(['trade', 'tick', '--as-of', NEXT_DAY], { home, ...CONTROL }, expected);
    rmSync(lock, { recursive: true });
    assert.equal((await hive(['trade', 'tick', '--as-of', NEXT_DAY], { home, ...CONTROL })).code, 0);
  });

  it('is named: one that may only be read, which would lock nothing', async function () {
    needsOtherUser(this);
    const home = await tradedHome();
    const { state } = filesOf(home);
    for (const folder of [home, state]) chownSync(folder, 65_534, 65_534);
    chmodSync(join(state, 'tick.lock'), 0o444);
    const { code, stderr } = hiveInShell(`${AS_NOBODY} "$@"`, ['trade', 'tick', '--as-of', NEXT_DAY], {
      home,
    });
    assert.equal(code, 3, stderr);
    assert.match(stderr, expected.says);
  });
});

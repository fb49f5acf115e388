import assert from 'node:assert/strict';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acquireLock } from '../../../../src/lib/store/files/lock.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { ended, nextOutput, startScript } from '../../../support/run-process.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

describe('acquireLock', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'state', 'lock');

  it('is held by one at a time, in one process too', () => {
    const first = acquireLock(path());
    assert.ok(first);
    assert.equal(acquireLock(path()), null);
    assert.equal(acquireLock(path()), null, 'a failed attempt frees nothing');
    first.release();
    const second = acquireLock(path());
    assert.ok(second);
    first.release();
    assert.equal(acquireLock(path()), null, 'a second release of the old holder frees nothing');
    second.release();
  });

  it('leaves an empty file for its owner only', () => {
    acquireLock(path())?.release();
    assert.equal(modeOf(path()), 0o600);
    assert.equal(modeOf(join(folder(), 'state')), 0o700);
    assert.equal(statSync(path()).size, 0);
  });

  it('writes nothing while it is held, so that it can be taken on a full disk', () => {
    const lock = acquireLock(path());
    assert.deepEqual([readdirSync(join(folder(), 'state')), statSync(path()).size], [['lock'], 0]);
    lock?.release();
  });

  it('has exactly one holder of twenty processes, and is free at once when that is killed', async () => {
    const children = Array.from({ length: 20 }, () => startScript('hold-lock', [path()]));
    const answers = await Promise.all(children.map(nextOutput));
    assert.equal(answers.filter(answer => answer === 'held').length, 1);
    assert.equal(answers.filter(answer => answer === 'busy').length, 19);
    assert.equal(acquireLock(path()), null);
    const holder = children[answers.indexOf('held')]!;
    holder.kill('SIGKILL');
    await ended(holder);
    const lock = acquireLock(path());
    assert.ok(lock);
    lock.release();
    for (const child of children) child.stdin?.end();
    await Promise.all(children.map(ended));
  });

  it('goes to one of two that want it at the same moment, never to neither', async () => {
    const [count, fromMs] = [400, Date.now() + 1_500];
    const args = [folder(), String(count), String(fromMs)];
    const rivals = [startScript('race-for-locks', args), startScript('race-for-locks', args)];
    const [one, other] = await Promise.all(rivals.map(nextOutput));
    for (const rival of rivals) rival.stdin?.end();
    await Promise.all(rivals.map(ended));
    const winners = Array.from({ length: count }, (_, i) => [one![i], other![i]].sort().join(''));
    assert.deepEqual(
      winners.filter(letters => letters !== 'bh'),
      [],
    );
    assert.ok(new Set(one).size === 2, 'one was always first, so that nothing was raced for');
  });

  it('is held against another process and freed by release', async () => {
    const lock = acquireLock(path());
    const busy = startScript('hold-lock', [path()]);
    assert.equal(await nextOutput(busy), 'busy');
    lock?.release();
    const next = startScript('hold-lock', [path()]);
    assert.equal(await nextOutput(next), 'held');
    for (const child of [busy, next]) child.stdin?.end();
    await Promise.all([busy, next].map(ended));
  });

  it('fails closed on a file it cannot lock', () => {
    const text = join(folder(), 'lock');
    writeFileSync(text, 'this is no lock file, it has content'.repeat(30));
    assert.throws(() => acquireLock(text), hiveError('LOCK_FAILED'));
    assert.throws(() => acquireLock(folder()), hiveError('LOCK_FAILED'));
  });
});

import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { compose } from '../../../../src/lib/app/compose.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { schema as backupSchema } from '../../../../src/lib/app/schemas/backup.ts';
import { schema as restoreSchema } from '../../../../src/lib/app/schemas/restore.ts';
import { VirtualClock } from '../../../../src/lib/app/virtual-clock.ts';
import { readHalt } from '../../../../src/lib/store/files/halt-file.ts';
import { acquireLock } from '../../../../src/lib/store/files/lock.ts';
import { renderBackup, renderRestore } from '../../../../src/output/render/backup.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { ended, nextOutput, startScript } from '../../../support/run-process.ts';
import { onSmallDisk } from '../../../support/shell.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';
import { fileNames } from '../../../support/traded-home.ts';
import { WATCHED_CONFIG, WATCHED_START, WatchedDesk } from '../../../support/watched-home.ts';

const folder = tempFolder();
const home = () => join(folder(), 'home');
const shelf = () => join(folder(), 'shelf');
const screen = { width: 80, colour: false, banner: 'SIMULATED' };
const HOUR = 3_600_000;

let template = '';

/** A home that has traded, made once. */
async function worked(): Promise<string> {
  if (template === '') {
    const desk = new WatchedDesk(home());
    await desk.app.trainCycle({ forceTrain: true });
    await desk.ticks(6);
    desk.close();
    writeFileSync(desk.paths.config, JSON.stringify({ seed: 2_513 }));
    for (const [path, text] of [
      [desk.paths.serveToken, 'SECRET-TOKEN'],
      [join(desk.paths.state, 'ARMED.json'), '{"account":"SECRET-ACCOUNT"}'],
      [join(desk.paths.state, 'alpaca-keys.json'), 'SECRET-KEY'],
      [join(desk.paths.root, 'alerts.json'), 'SECRET-URL'],
      [join(desk.paths.models, 'notes.txt'), 'SECRET-NOTE'],
    ] as const)
      writeFileSync(path, text);
    template = `${folder()}-template`;
    cpSync(home(), template, { recursive: true });
  } else cpSync(template, home(), { recursive: true });
  return home();
}

after(() => rmSync(template, { recursive: true, force: true }));

const appOf = (root: string, atMs = WATCHED_START + HOUR) =>
  compose({ paths: homePaths(root), config: WATCHED_CONFIG, clock: new VirtualClock(atMs) });

function backUp(root: string, options: { keep?: number; to?: string; atMs?: number } = {}) {
  const app = appOf(root, options.atMs);
  return app
    .backup({ to: options.to ?? shelf(), keep: options.keep ?? null, version: '0.1.0' })
    .finally(() => app.close());
}

function restoreTo(root: string, file: string, verifyOnly = false) {
  const app = appOf(root);
  return app.restore({ file, verifyOnly }).finally(() => app.close());
}

describe('hive backup and hive restore', function () {
  this.timeout(60_000);

  it('bring a home back as it was, halted: the same journal, positions, models and cycles', async () => {
    const root = await worked();
    const report = await backUp(root);
    assert.deepEqual(backupSchema.parse(report), report);
    assert.equal(modeOf(report.file), 0o600);
    const copy = join(folder(), 'copy');
    const restored = await restoreTo(copy, report.file);
    assert.deepEqual(restoreSchema.parse(restored), restored);
    const [was, is] = [homePaths(root), homePaths(copy)];
    for (const name of ['journal', 'tradeLog', 'config'] as const)
      assert.deepEqual(readFileSync(is[name]), readFileSync(was[name]));
    assert.equal(readHalt(is.state).halted, true);
    assert.match(readFileSync(is.halt, 'utf8'), /restored from a backup of 2026-09-22T01:00/);
    const [before, after] = [appOf(root), appOf(copy)];
    assert.deepEqual(await after.positions(), await before.positions());
    assert.deepEqual(await after.modelsList(), await before.modelsList());
    assert.equal((await after.trainStatus()).cycles, (await before.trainStatus()).cycles);
    assert.deepEqual((await after.journalVerify({})).faults, []);
    assert.equal((await after.tradeTick({ dryRun: false })).halted === null, false);
    await after.resume('looked at');
    assert.equal((await after.tradeTick({ dryRun: false })).halted, null);
    before.close();
    after.close();
  });

  it('hold no key, token, permission or stranger, and only private files', async () => {
    const { file } = await backUp(await worked());
    const bytes = gunzipSync(readFileSync(file)).toString('latin1');
    assert.equal(bytes.includes('SECRET'), false);
    assert.equal(bytes.includes('ARMED.json'), false);
    await restoreTo(join(folder(), 'copy'), file);
    for (const name of fileNames(join(folder(), 'copy')))
      assert.equal(modeOf(join(folder(), 'copy', name)), 0o600, name);
  });

  it('say what they did, within 60 and 80 columns', async () => {
    const report = await backUp(await worked());
    const checked = await restoreTo(join(folder(), 'none'), report.file, true);
    assert.equal(existsSync(join(folder(), 'none')), false);
    assert.equal(checked.home, null);
    const there = await restoreTo(join(folder(), 'copy'), report.file);
    assert.match(renderBackup(report, screen), /Ticks +none could begin for \d+ms/);
    assert.doesNotMatch(renderRestore(checked, screen), /halted/);
    assert.match(renderRestore(there, { ...screen, width: 60 }), /Trading is halted there/);
  });

  it('keep the newest of this home in a folder, and no other file goes', async () => {
    const root = await worked();
    mkdirSync(shelf());
    for (const name of ['hive-backup-aaaaaa-20200101T000000Z.tgz', 'mine.tgz', 'notes'])
      writeFileSync(join(shelf(), name), '');
    const names: string[] = [];
    for (let each = 0; each < 3; each++) {
      const { file } = await backUp(root, { keep: 2, atMs: WATCHED_START + each * HOUR });
      names.push(file.slice(shelf().length + 1));
    }
    assert.deepEqual(
      readdirSync(shelf()).toSorted(),
      [...names.slice(1), 'hive-backup-aaaaaa-20200101T000000Z.tgz', 'mine.tgz', 'notes'].toSorted(),
    );
  });

  it('refuse a file that is there, a place that is not said, and a home in which nothing was done', async () => {
    const root = await worked();
    const to = join(folder(), 'one.tgz');
    await backUp(root, { to });
    await assert.rejects(backUp(root, { to }), hiveError('FILE_EXISTS', /one\.tgz/));
    await assert.rejects(backUp(root, { to: '' }), hiveError('NO_PLACE'));
    await assert.rejects(backUp(join(folder(), 'empty')), hiveError('NOTHING_TO_KEEP', /empty/));
    await assert.rejects(backUp(root, { to: `${to}x.tgz`, keep: 1 }), hiveError('USAGE', /--keep/));
  });

  it('refuse a home that holds anything, and leave it as it is', async () => {
    const { file } = await backUp(await worked());
    mkdirSync(join(folder(), 'used'));
    writeFileSync(join(folder(), 'used', 'hive.config.json'), '{}');
    await assert.rejects(restoreTo(join(folder(), 'used'), file), hiveError('HOME_IN_USE', /hive\.config/));
    assert.deepEqual(fileNames(join(folder(), 'used')), ['hive.config.json']);
    mkdirSync(join(folder(), 'used2', '.restore.tmp-999999999', 'state'), { recursive: true });
    await restoreTo(join(folder(), 'used2'), file);
  });

  it('leave out the beginning of a record that a killed tick left, and wait for the tick', async () => {
    const root = await worked();
    const { journal, tickLock } = homePaths(root);
    const whole = statSync(journal).size;
    writeFileSync(journal, '{"account":"torn', { flag: 'a' });
    const tick = acquireLock(tickLock);
    const running = backUp(root);
    await sleep(300);
    assert.deepEqual(
      readdirSync(shelf()).filter(name => !name.startsWith('.')),
      [],
    );
    tick?.release();
    const report = await running;
    assert.equal(report.journal?.bytes, whole);
    // The home itself is not repaired by it: that is the next tick's.
    assert.equal(statSync(journal).size, whole + 16);
  });

  it('say what is wrong with a home whose journal is damaged, and give no backup its name', async () => {
    const root = await worked();
    const { journal } = homePaths(root);
    const bytes = readFileSync(journal);
    bytes[400] = bytes[400]! ^ 1;
    writeFileSync(journal, bytes);
    await assert.rejects(backUp(root), hiveError('JOURNAL_DAMAGED'));
    assert.deepEqual(readdirSync(shelf()), []);
  });

  it('are of one moment while ticks and cycles run in other processes', async () => {
    const root = await worked();
    const workers = ['tick', 'cycle'].map(kind =>
      startScript('work-home', [root, String(WATCHED_START + HOUR), kind]),
    );
    await Promise.all(workers.map(nextOutput));
    const held: number[] = [];
    const seqs: number[] = [];
    for (let each = 0; each < 2; each++) {
      await sleep(250);
      const report = await backUp(root, { atMs: WATCHED_START + each * HOUR });
      held.push(report.tickHeldMs);
      seqs.push(report.journal?.seq ?? 0);
      const copy = join(folder(), `copy-${each}`);
      await restoreTo(copy, report.file);
      const app = appOf(copy, WATCHED_START + 24 * HOUR);
      assert.deepEqual((await app.journalVerify({})).faults, []);
      await app.resume('test');
      assert.equal((await app.tradeTick({ dryRun: false })).halted, null);
      app.close();
    }
    const said = workers.map(nextOutput);
    for (const worker of workers) worker.stdin?.end();
    for (const text of await Promise.all(said)) assert.match(text, /^[1-9]\d* done$/);
    await Promise.all(workers.map(ended));
    assert.ok(seqs[0]! < seqs[1]!, `nothing happened meanwhile: ${seqs}`);
    assert.ok(Math.max(...held) < 2_000, `ticks were held up for ${held} ms`);
  });

  it('refuse a disk that is too small, and leave nothing on it', async function () {
    const root = await worked();
    await onSmallDisk(this, '2m', async ({ folder: small }) => {
      await assert.rejects(backUp(root, { to: small }), hiveError('DISK_FULL', /MiB/));
      assert.deepEqual(readdirSync(small), []);
    });
    const { file } = await backUp(root);
    await onSmallDisk(this, '400k', async ({ folder: small }) => {
      const target = join(small, 'home');
      await assert.rejects(restoreTo(target, file), hiveError('DISK_FULL'));
      assert.deepEqual(readdirSync(target), []);
    });
  });

  it('killed at any moment leave older backups whole, and the next one cleans up', async () => {
    const root = await worked();
    const { file } = await backUp(root);
    const before = readFileSync(file);
    for (const ms of [20, 120]) {
      const child = startScript('backup-home', [root, String(WATCHED_START + 2 * HOUR + ms), shelf()]);
      await nextOutput(child);
      await sleep(ms);
      child.kill('SIGKILL');
      await ended(child);
      assert.deepEqual(readFileSync(file), before);
      for (const name of readdirSync(shelf()).filter(each => each.endsWith('.tgz')))
        await restoreTo('', join(shelf(), name), true);
    }
    await backUp(root, { atMs: WATCHED_START + 3 * HOUR });
    assert.deepEqual(
      readdirSync(shelf()).filter(name => !/^hive-backup-[0-9a-f]{6}-\d{8}T\d{6}Z\.tgz$/.test(name)),
      [],
    );
  });
});

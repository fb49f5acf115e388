import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { compose } from '../../../../src/lib/app/compose.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import type { PruneReport } from '../../../../src/lib/app/prune/prune.ts';
import { schema } from '../../../../src/lib/app/schemas/prune.ts';
import { VirtualClock } from '../../../../src/lib/app/virtual-clock.ts';
import { readHalt } from '../../../../src/lib/store/files/halt-file.ts';
import { acquireLock } from '../../../../src/lib/store/files/lock.ts';
import { withFile } from '../../../../src/lib/store/private-files.ts';
import { checkDatabase } from '../../../../src/lib/store/sqlite/snapshot.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { renderPrune } from '../../../../src/output/render/prune.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { ended, nextOutput, startScript } from '../../../support/run-process.ts';
import { onSmallDisk } from '../../../support/shell.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { WATCHED_CONFIG, WATCHED_START, WatchedDesk } from '../../../support/watched-home.ts';

const DAY = 86_400_000;
const YEARS = 3 * 366 * DAY;
const screen = { width: 80, colour: false, banner: 'SIMULATED' };
const folder = tempFolder();

/** A store with `days` of cycles and equity of old, 40 cycles and 100 ticks a day. */
function age(db: string, days: number, document = `{"trained":null,"x":"${'y'.repeat(600)}"}`): void {
  const store = openStore(db);
  store.transaction(() => {
    for (let day = 0; day < days; day++) {
      const from = WATCHED_START - (days - day) * DAY;
      for (let each = 0; each < 40; each++) store.cycles.append({ atMs: from + each * 60_000, document });
      store.equity.append(
        Array.from({ length: 100 }, (_, each) => ({
          ...{ book: 'main', atMs: from + each * 120_000, equityCents: 1n, cashCents: 1n },
        })),
      );
    }
  });
  store.close();
}

const rowsOf = (db: string) => {
  const store = openStore(db, { readOnly: true });
  const found = { cycles: store.cycles.last(1e6).length, equity: store.equity.range('main').length };
  store.close();
  return found;
};

function cyclesIn(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  const { cycles } = db.prepare('SELECT count(*) AS cycles FROM cycles').get() as { cycles: number };
  db.close();
  return cycles;
}

const pruneAt = (root: string, atMs: number, dryRun = false): Promise<PruneReport> => {
  const app = compose({ paths: homePaths(root), config: WATCHED_CONFIG, clock: new VirtualClock(atMs) });
  return app.prune({ dryRun }).finally(() => app.close());
};

describe('hive prune', function () {
  this.timeout(60_000);

  it('leaves journal, tries and models alone: every decision of years ago replays bit for bit', async () => {
    const desk = new WatchedDesk(folder());
    await desk.app.trainCycle({ forceTrain: true });
    await desk.ticks(8);
    const { paths } = desk;
    const journal = readFileSync(paths.journal);
    const models = readdirSync(paths.models);
    const before = await desk.app.tradeReplay({ kind: 'all' });
    assert.ok(before.length > 0);
    desk.clock.advance(YEARS);
    const told = await desk.app.prune({ dryRun: false });
    assert.deepEqual(schema.parse(told), told);
    assert.deepEqual(readFileSync(paths.journal), journal);
    assert.deepEqual(readdirSync(paths.models), models);
    const after = await desk.app.tradeReplay({ kind: 'all' });
    assert.deepEqual(after, before);
    assert.deepEqual(
      after.flatMap(({ differences }) => differences),
      [],
    );
    await desk.app.tradeWhy(null);
    assert.equal((await desk.app.journalVerify({})).faults.length, 0);
    assert.equal((await desk.app.trainCycle({ forceTrain: false })).cycle, 2);
    await desk.ticks(1);
    desk.close();
  });

  it('says first what would go, then removes exactly that, then nothing more', async () => {
    const { db, state } = homePaths(folder());
    mkdirSync(state);
    age(db, 40);
    const told = await pruneAt(folder(), WATCHED_START, true);
    assert.equal(told.rows.cycles, 10 * 39);
    assert.deepEqual(rowsOf(db), { cycles: 1_600, equity: 4_000 });
    const done = await pruneAt(folder(), WATCHED_START);
    assert.deepEqual([done.rows, done.files], [told.rows, told.files]);
    assert.deepEqual(rowsOf(db), { cycles: 1_600 - 390, equity: 4_000 });
    assert.equal((await pruneAt(folder(), WATCHED_START)).rows.cycles, 0);
    assert.match(renderPrune(told, screen), /^Would go:\n {2}Training cycles {2}390\n/);
    assert.match(renderPrune(await pruneAt(folder(), WATCHED_START), screen), /^Nothing is older/);
  });

  it('removes left-over, old and surplus files, and nothing beside them', async () => {
    const paths = homePaths(folder());
    for (const made of [paths.state, paths.runs, paths.reports, paths.models])
      mkdirSync(made, { recursive: true });
    const gone = [
      `${paths.hiveLog}.5`,
      `${paths.hiveLog}.17`,
      join(paths.runs, '2026-08-17.jsonl'),
      join(paths.reports, '2025-08-01.html'),
      join(paths.reports, '2025-W20.md'),
      join(paths.models, 'crypto-1.json.tmp-999999999'),
      `${paths.journal}.torn-7`,
    ];
    const kept = [
      paths.hiveLog,
      `${paths.hiveLog}.4`,
      `${paths.hiveLog}.gz`,
      paths.journal,
      paths.tradeLog,
      join(paths.runs, '2026-08-18.jsonl'),
      join(paths.reports, '2026-09-01.html'),
      join(paths.reports, 'notes.md'),
      join(paths.models, 'crypto-1.json'),
      join(paths.models, `current.json.tmp-${process.ppid}`),
      `${paths.journal}.torn-8`,
    ];
    for (const file of [...gone, ...kept]) writeFileSync(file, '');
    utimesSync(`${paths.journal}.torn-7`, 1, 1);
    utimesSync(`${paths.journal}.torn-8`, WATCHED_START / 1_000, WATCHED_START / 1_000);
    await pruneAt(folder(), WATCHED_START);
    assert.deepEqual(gone.filter(existsSync), []);
    assert.deepEqual(
      kept.filter(file => !existsSync(file)),
      [],
    );
  });

  it('waits for a training cycle, and goes on beside a tick', async () => {
    const { db, state, trainLock, tickLock } = homePaths(folder());
    mkdirSync(state);
    age(db, 40);
    const [cycle, tick] = [acquireLock(trainLock), acquireLock(tickLock)];
    const done = pruneAt(folder(), WATCHED_START);
    await sleep(200);
    assert.equal(rowsOf(db).cycles, 1_600);
    cycle?.release();
    assert.equal((await done).rows.cycles, 390);
    tick?.release();
  });

  it('lets a writer in between its steps', async () => {
    const { db, state } = homePaths(folder());
    mkdirSync(state);
    age(db, 150);
    const done = pruneAt(folder(), WATCHED_START);
    const store = openStore(db);
    let longest = 0;
    for (let each = 0; each < 40; each++) {
      const from = performance.now();
      store.equity.append([{ book: 'main', atMs: WATCHED_START + each, equityCents: 1n, cashCents: 1n }]);
      longest = Math.max(longest, performance.now() - from);
      await sleep(3);
    }
    store.close();
    await done;
    // A tick waits five seconds for the store before it gives up.
    assert.ok(longest < 1_000, `${longest} ms`);
  });

  it('killed at any moment leaves a whole store, and comes to the same in the end', async () => {
    const { db, state } = homePaths(folder());
    mkdirSync(state);
    age(db, 120, `{"trained":null,"x":"${'y'.repeat(3_000)}"}`);
    let left = 4_800;
    for (const goneFirst of [1, 400]) {
      const child = startScript('prune-home', [folder(), String(WATCHED_START)]);
      await nextOutput(child);
      while (cyclesIn(db) > left - goneFirst) await sleep(10);
      child.kill('SIGKILL');
      await ended(child);
      checkDatabase(db);
      left = cyclesIn(db);
    }
    assert.ok(left > 30 * 40 + 90, `killed too late: ${left}`);
    await pruneAt(folder(), WATCHED_START);
    // 30 days whole, and one cycle of each of the 90 before.
    assert.equal(rowsOf(db).cycles, 30 * 40 + 90);
    assert.equal((await pruneAt(folder(), WATCHED_START)).rows.cycles, 0);
  });
});

describe('a disk that is full to the last byte', function () {
  this.timeout(60_000);

  function fits(fd: number, bytes: number): boolean {
    try {
      return writeSync(fd, Buffer.alloc(bytes, 1)) === bytes;
    } catch {
      return false;
    }
  }

  /** Writes until nothing more goes in. */
  function fill(path: string): void {
    withFile(path, 'a', fd => {
      for (let chunk = 65_536; chunk >= 1; chunk = Math.floor(chunk / 2)) while (fits(fd, chunk));
    });
  }

  it('is tidied by the room that was put by; before that nothing trades, but a halt halts', async function () {
    await onSmallDisk(this, '120m', async ({ folder: root }) => {
      const desk = new WatchedDesk(root);
      await desk.app.trainCycle({ forceTrain: true });
      await desk.ticks(2);
      const { paths } = desk;
      age(paths.db, 300, `{"trained":null,"x":"${'y'.repeat(4_000)}"}`);
      const { cycles } = rowsOf(paths.db);
      // The spare is put by, and nothing old is there yet.
      await pruneAt(root, WATCHED_START - 300 * DAY);
      assert.ok(existsSync(paths.spare));
      desk.close();
      fill(join(root, 'somebody-else'));
      assert.equal(statfsSync(root).bavail, 0);

      const journal = readFileSync(paths.journal);
      const full = new WatchedDesk(root);
      full.clock.advance(DAY);
      await assert.rejects(full.app.tradeTick({ dryRun: false }), hiveError('DISK_FULL', /free/));
      await assert.rejects(full.app.trainCycle({ forceTrain: false }), hiveError('DISK_FULL', /free/));
      assert.deepEqual(readFileSync(paths.journal), journal);
      const halt = await full.app.halt({ reason: 'full', local: true });
      assert.deepEqual([halt.halted, readHalt(paths.state).halted], [true, true]);

      const { store, rows } = await full.app.prune({ dryRun: false });
      assert.ok(rows.cycles > 9_000 && cycles > 12_000);
      assert.equal(store.shrunk, 'done');
      assert.ok(statfsSync(root).bavail * statfsSync(root).bsize > 20_000_000);
      checkDatabase(paths.db);

      full.close();
      rmSync(join(root, 'somebody-else'));
      // A process of its own, as cron starts it.
      const next = new WatchedDesk(root);
      next.clock.advance(DAY);
      await next.app.resume('room again');
      const { outcomes } = await next.app.tradeTick({ dryRun: false });
      assert.equal(outcomes.length, 2);
      assert.equal((await next.app.journalVerify({})).faults.length, 0);
      next.close();
    });
  });
});

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, compose } from '../../../src/lib/app/compose.ts';
import { homePaths } from '../../../src/lib/app/home.ts';
import { VirtualClock } from '../../../src/lib/app/virtual-clock.ts';
import { configSchema } from '../../../src/lib/config/schema.ts';
import { SLOT_MS } from '../../../src/lib/core/order.ts';
import { acquireLock } from '../../../src/lib/store/files/lock.ts';
import { openStore } from '../../../src/lib/store/sqlite/store.ts';
import { hiveError } from '../../support/hive-error.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Random signals every two minutes; with this seed they trade often. */
const CONFIG = configSchema.parse({
  seed: 2_513,
  trading: { strategy: 'control', epoch: '2m', exits: 'signal' },
});
const START = Date.UTC(2026, 8, 22);
const TICKS = 20;

describe('the trading loop in a home folder', () => {
  const folder = tempFolder();
  let app: App;
  let clock: VirtualClock;
  const paths = () => homePaths(folder());

  const openApp = (config = CONFIG) => compose({ paths: paths(), config, clock });

  async function tick(): Promise<Awaited<ReturnType<App['tradeTick']>>> {
    clock.advance(SLOT_MS);
    return app.tradeTick({ dryRun: false });
  }

  async function ticks(count: number): Promise<void> {
    for (let each = 0; each < count; each++) await tick();
  }

  beforeEach(() => {
    clock = new VirtualClock(START);
    app = openApp();
  });

  afterEach(() => app.close());

  it('trades, keeps books that verify, and shows the same positions as the last tick', async () => {
    await ticks(TICKS - 1);
    const { worth } = await tick();
    const held = await app.positions();
    assert.equal(held?.main.equity.toFixed(2), worth.main.equity);
    assert.equal(held?.control.equity.toFixed(2), worth.control.equity);
    const verdict = await app.journalVerify({});
    assert.deepEqual(verdict.faults, []);
    assert.ok(verdict.trades >= 4, `${verdict.trades} trades`);
  });

  it('logs each trade of the journal once', async () => {
    await ticks(TICKS);
    const trades = await app.trades();
    const lines = readFileSync(paths().tradeLog, 'utf8').trim().split('\n');
    assert.deepEqual(
      lines.map(line => JSON.parse(line)),
      trades,
    );
  });

  it('goes on from the journal alone when the store is lost', async () => {
    await ticks(TICKS / 2);
    app.close();
    rmSync(paths().db);
    app = openApp();
    await ticks(TICKS / 2);
    assert.deepEqual((await app.journalVerify({})).faults, []);
    const lines = readFileSync(paths().tradeLog, 'utf8').trim().split('\n');
    assert.equal(lines.length, (await app.trades()).length);
    const store = openStore(paths().db, { readOnly: true });
    assert.equal(store.equity.range('main').length, TICKS, 'the equity points come back too');
    store.close();
  });

  it('stops at a change by hand of any record, however old', async () => {
    await ticks(TICKS);
    const journal = readFileSync(paths().journal, 'utf8');
    writeFileSync(paths().journal, journal.replace('"startingCash":"10000.00"', '"startingCash":"90000.00"'));
    await assert.rejects(tick(), hiveError('JOURNAL_DAMAGED', /line 1 /));
    await assert.rejects(app.positions(), hiveError('JOURNAL_DAMAGED'));
    writeFileSync(paths().journal, journal);
    await tick();
  });

  it('lets a look see what was written after the first look, in one process', async () => {
    assert.equal((await app.trainStatus()).cycles, 0);
    await app.trainCycle({ forceTrain: false });
    assert.equal((await app.trainStatus()).cycles, 1);
  });

  it('clears away what a killed training left behind', async () => {
    mkdirSync(paths().models, { recursive: true });
    const stray = join(paths().models, 'current.json.tmp-4194305');
    writeFileSync(stray, '{');
    await app.trainCycle({ forceTrain: false });
    assert.equal(existsSync(stray), false);
  });

  it('is busy while another tick holds the lock, and sends nothing (P6)', async () => {
    await tick();
    const lock = acquireLock(paths().tickLock);
    await assert.rejects(tick(), hiveError('BUSY'));
    lock?.release();
    await tick();
  });

  it('halts with a reason, journals it, and trades again after a resume', async () => {
    await tick();
    const halted = await app.halt({ reason: 'lunch', local: false });
    assert.deepEqual([halted.halted, halted.changed, halted.journalled], [true, true, true]);
    const report = await tick();
    assert.match(report.halted ?? '', /lunch/);
    assert.deepEqual(new Set(report.outcomes.map(({ reason }) => reason)), new Set(['HALTED']));
    const resumed = await app.resume('back');
    assert.deepEqual([resumed.halted, resumed.changed, resumed.journalled], [false, true, true]);
    assert.equal((await tick()).halted, null);
    assert.equal((await app.resume('again')).changed, false);
  });

  it('halts without a record when there is no journal yet or a tick is running', async () => {
    assert.equal((await app.halt({ reason: 'early', local: false })).journalled, false);
    await app.resume('go');
    await tick();
    const lock = acquireLock(paths().tickLock);
    assert.equal((await app.halt({ reason: 'now', local: false })).journalled, false);
    assert.equal(existsSync(paths().halt), true);
    lock?.release();
  });

  it('knows no positions before the first tick', async () => {
    assert.equal(await app.positions(), null);
  });

  it('refuses to trade with the settings of another account', async () => {
    await tick();
    app.close();
    app = openApp({ ...CONFIG, mode: 'paper' });
    await assert.rejects(tick(), hiveError('ACCOUNT_CHANGED'));
  });
});

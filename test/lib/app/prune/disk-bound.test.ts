import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { compose } from '../../../../src/lib/app/compose.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import {
  bytesAfter,
  diskBound,
  diskParts,
  foreverParts,
  UNIT,
} from '../../../../src/lib/app/prune/disk-bound.ts';
import { VirtualClock } from '../../../../src/lib/app/virtual-clock.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { RunLog } from '../../../../src/lib/store/files/run-log.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 8, 22);
const RHYTHM = { ticksADay: 720, cyclesADay: 480 };
const config = configSchema.parse({ retention: { cycleDays: 7, equityDays: 7, runDays: 8 } });

const folder = tempFolder();
const boundOf = (name: string, days: number): number => {
  const part = [...diskParts(config, RHYTHM), ...foreverParts(config, RHYTHM)].find(
    each => each.name === name,
  );
  assert.ok(part, name);
  return bytesAfter(part, days);
};

/** Of the lengths that cycles with the default settings had: 665 bytes, and 15,051 when they trained. */
const cycle = (trained: boolean) =>
  JSON.stringify({ trained: trained ? ['x'.repeat(15_030)] : null, x: trained ? '' : 'y'.repeat(636) });

describe('the bound of a home on the disk', function () {
  this.timeout(60_000);

  it('holds on each of two weeks of cycles, equity and runs that are pruned daily', async () => {
    const paths = homePaths(folder());
    mkdirSync(paths.state);
    const runs = new RunLog(paths.runs);
    for (let day = 0; day < 14; day++) {
      const from = START + day * DAY;
      const store = openStore(paths.db);
      store.transaction(() => {
        for (let each = 0; each < RHYTHM.cyclesADay; each++)
          store.cycles.append({ atMs: from + each * 180_000, document: cycle(each % 5 === 4) });
        for (const book of ['main', 'control'])
          store.equity.append(
            Array.from({ length: RHYTHM.ticksADay }, (_, each) => ({
              ...{ book, atMs: from + each * 120_000, equityCents: 1_000_000n, cashCents: 900_000n },
            })),
          );
      });
      store.close();
      for (let each = 0; each < 120; each++) {
        const run = {
          job: 'cycle',
          pid: 4_000_000,
          startedMs: from + each * 720_000,
          bootMs: START,
        } as const;
        runs.begin(run);
        runs.end(run, { endedMs: from + 1, exitCode: 75, code: 'STORE_BUSY' });
      }
      const app = compose({ paths, config, clock: new VirtualClock(from + DAY) });
      const { store: after } = await app.prune({ dryRun: false });
      app.close();
      const bound = ['store, empty', 'training cycles', 'equity'].reduce(
        (sum, name) => sum + boundOf(name, day + 1),
        0,
      );
      assert.ok(after.bytesAfter + statSync(paths.spare).size <= bound, `day ${day}: ${after.bytesAfter}`);
      // And is no more than a few times what is there: a bound that says nothing would hold too.
      if (day > 7) assert.ok(boundOf('training cycles', day + 1) < 3 * after.bytesAfter);
    }
    const kept = Array.from({ length: 14 }, (_, day) =>
      runs.between(START + day * DAY, START + (day + 1) * DAY),
    );
    assert.deepEqual(
      kept.map(day => day.length > 0),
      kept.map((_, day) => day >= 6),
    );
    const oneDay = statSync(`${paths.runs}/2026-10-05.jsonl`).size;
    assert.ok(oneDay <= 120 * UNIT.run, `${oneDay}`);
  });

  it('tells what ticks with the default settings write to the journal', async () => {
    const paths = homePaths(folder());
    const clock = new VirtualClock(START);
    const app = compose({ paths, config, clock });
    for (let each = 0; each < 12; each++) {
      clock.advance(120_000);
      await app.tradeTick({ dryRun: false });
    }
    app.close();
    const lines = readFileSync(paths.journal, 'utf8').trimEnd().split('\n');
    const ticks = lines.filter(line => line.includes('"type":"TICK"'));
    assert.equal(ticks.length, 12);
    for (const line of ticks) assert.ok(line.length + 1 <= UNIT.tickRecord, `${line.length}`);
    assert.ok(Math.max(...ticks.map(line => line.length)) > UNIT.tickRecord / 2);
  });

  it('is what docs/disk.md says it is, with the default settings', () => {
    const page = readFileSync(new URL('../../../../docs/disk.md', import.meta.url), 'utf8');
    const defaults = configSchema.parse({});
    const rows = [...diskParts(defaults), ...foreverParts(defaults, RHYTHM)].map(part => [
      part.name,
      ...[1, 30, 365].map(days => (bytesAfter(part, days) / 1e6).toFixed(1)),
    ]);
    for (const row of rows) assert.ok(page.includes(`| ${row.join(' | ')} |`), `| ${row.join(' | ')} |`);
    const { yearBytes, foreverBytesADay } = diskBound(defaults);
    assert.ok(page.includes(`**${(yearBytes / 1e6).toFixed(0)} MB**`), `${yearBytes}`);
    assert.ok(page.includes(`${(foreverBytesADay / 1e6).toFixed(2)} MB a day`), `${foreverBytesADay}`);
  });

  it('tells what decisions and orders write to the journal, however often they are made', async () => {
    const often = configSchema.parse({ trading: { strategy: 'control', epoch: '2m', exits: 'signal' } });
    const paths = homePaths(folder());
    const clock = new VirtualClock(START);
    const app = compose({ paths, config: often, clock });
    for (let each = 0; each < 300; each++) {
      clock.advance(120_000);
      await app.tradeTick({ dryRun: false });
    }
    app.close();
    const bytes = statSync(paths.journal).size;
    const orders = readFileSync(paths.journal, 'utf8').split('"type":"INTENT"').length - 1;
    assert.ok(orders > 10, `${orders} orders`);
    const bound = 300 * (UNIT.tickRecord + 2 * UNIT.decision) + orders * UNIT.order + UNIT.judgedDay;
    assert.ok(bytes <= bound && bytes > bound / 3, `${bytes} of ${bound}`);
    const [aDay] = foreverParts(often, RHYTHM).map(part => bytesAfter(part, 1));
    assert.equal(aDay, 720 * (UNIT.tickRecord + 2 * UNIT.decision) + 40 * UNIT.order + UNIT.judgedDay);
  });

  it('grows with the rhythm that the settings say', () => {
    const [usual, twice] = ['2m', '1m'].map(tick => diskBound(configSchema.parse({ schedule: { tick } })));
    const more = twice!.foreverBytesADay - usual!.foreverBytesADay;
    assert.equal(more, RHYTHM.ticksADay * UNIT.tickRecord);
  });
});

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { scheduledSlots } from '../../../../src/lib/app/report/scheduled-slots.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { fixedClock } from '../../../../src/lib/core/clock.ts';
import { RunLog } from '../../../../src/lib/store/files/run-log.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const MINUTE = 60_000;
const DAY = Date.UTC(2026, 10, 25);
const HOUR = { fromMs: DAY, toMs: DAY + 60 * MINUTE };
const NOTE = { by: 'cron', tickMinutes: 2, cycleMinutes: 3, daily: '04:10', timeZone: 'UTC' };

describe('what a schedule wanted of the ticks of a report', () => {
  const folder = tempFolder();

  function home(note: object | null, ranAt: readonly number[]) {
    const paths = homePaths(folder());
    mkdirSync(paths.state, { recursive: true });
    if (note) writeFileSync(paths.scheduleNote, JSON.stringify(note));
    const log = new RunLog(paths.runs);
    for (const minute of ranAt) {
      const startedMs = DAY + minute * MINUTE;
      const run = { job: 'tick', pid: 4_000_000 + minute, startedMs, bootMs: DAY - 1 } as const;
      log.begin(run);
      log.end(run, { endedMs: startedMs + 500, exitCode: 0, code: null });
    }
    return { paths, config: configSchema.parse({}), clock: fixedClock(DAY + 120 * MINUTE) };
  }

  it('is not known where nothing starts them', async () => {
    assert.equal(await scheduledSlots(home(null, [0, 2]))(HOUR), null);
  });

  it('is not known of a time before they were scheduled', async () => {
    const at = home({ ...NOTE, sinceMs: HOUR.toMs }, [0]);
    assert.equal(await scheduledSlots(at)(HOUR), null);
  });

  it('begins with the schedule, and says which slots passed without a tick', async () => {
    const ran = Array.from({ length: 60 }, (_, i) => 2 * i).filter(minute => minute < 20 || minute >= 30);
    const found = await scheduledSlots(home({ ...NOTE, sinceMs: DAY + 10 * MINUTE }, ran))(HOUR);
    assert.equal(found?.tickMs, 2 * MINUTE);
    assert.deepEqual(found?.spans, [[DAY + 10 * MINUTE, HOUR.toMs]]);
    assert.deepEqual(
      found?.missed.map(({ fromMs, toMs, slots }) => [(fromMs - DAY) / MINUTE, (toMs - DAY) / MINUTE, slots]),
      [[20, 30, 5]],
    );
  });
});

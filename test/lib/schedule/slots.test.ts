import assert from 'node:assert/strict';
import fc from 'fast-check';
import { spansOf, sumsOf } from '../../../src/lib/schedule/slot-sums.ts';
import { slotsBetween } from '../../../src/lib/schedule/slot-times.ts';
import { judgeSlots, type SeenRun, type SlotEvidence, VERDICTS } from '../../../src/lib/schedule/slots.ts';

/** Noon of a day; slots of two minutes begin at 12:00, 12:02, 12:04 … */
const NOON = Date.UTC(2026, 10, 26, 12);
const MINUTE = 60_000;
const SLOT = 2 * MINUTE;
/** The machine was started at midnight, unless told otherwise. */
const BOOT = Date.UTC(2026, 10, 26);

/** Minutes after noon at which a run began, and seconds that it took; null for one without an end. */
const run = (
  minutes: number,
  tookSeconds: number | null = 1,
  { exitCode = 0, code = null as string | null, bootMs = BOOT, sleptMs = 0, pid = 1 } = {},
): SeenRun => {
  const startedMs = NOON + minutes * MINUTE;
  const end = tookSeconds === null ? null : { endedMs: startedMs + tookSeconds * 1_000, exitCode, code };
  return { pid, startedMs, bootMs, sleptMs, end };
};

interface Told extends Partial<Pick<SlotEvidence, 'moments' | 'isAlive'>> {
  /** Minutes after noon: slots begin from 12:00 up to then, and it is that late. */
  readonly until: number;
  /** When the machine was started that looks on. */
  readonly bootMs?: number;
}

const judged = (runs: readonly SeenRun[], { until, bootMs = BOOT, moments = [], isAlive }: Told) => {
  const nowMs = NOON + until * MINUTE;
  const all = [...runs, ...moments, { startedMs: nowMs, bootMs, sleptMs: 0 }];
  return judgeSlots({
    slots: slotsBetween({ everyMs: SLOT }, NOON, nowMs),
    runs,
    moments: all.sort((a, b) => a.startedMs - b.startedMs),
    nowMs,
    isAlive: isAlive ?? (() => false),
  });
};

/** `ran`, `missed machine-off`, `failed 5 BROKER_DOWN`: one text a slot. */
const words = (...args: Parameters<typeof judged>): string[] =>
  judged(...args).map(({ verdict, cause, exitCode, code }) =>
    [verdict, cause, exitCode, code].filter(part => part !== null).join(' '),
  );

describe('a slot of two minutes', () => {
  it('ran when a run began in it and did its work, whoever started it', () => {
    assert.deepEqual(words([run(0), run(2.4)], { until: 4 }), ['ran', 'ran']);
  });

  it('is late when the run began after a quarter of it, half a minute', () => {
    assert.deepEqual(words([run(0.5), run(2.51)], { until: 4 }), ['ran', 'late']);
  });

  it('had its work done by a tick that obeyed a halt and by a cycle whose model did not pass', () => {
    const halted = run(0, 1, { exitCode: 6, code: 'HALTED' });
    assert.deepEqual(words([halted, run(2, 1, { exitCode: 7 })], { until: 4 }), ['ran', 'ran']);
  });

  it('failed with the exit code and the code of the error', () => {
    const failed = run(0, 1, { exitCode: 5, code: 'BROKER_DOWN' });
    assert.deepEqual(words([failed], { until: 2 }), ['failed 5 BROKER_DOWN']);
  });

  it('that failed and was run again by hand is late', () => {
    assert.deepEqual(words([run(0, 1, { exitCode: 5 }), run(1)], { until: 2 }), ['late']);
  });

  it('was cut off by a restart when a later run is of a machine that was started after it', () => {
    const restarted = run(6, 1, { bootMs: NOON + 5 * MINUTE });
    assert.deepEqual(words([run(0, null), restarted], { until: 8 }), [
      ...['cut-off restarted', 'missed machine-off', 'missed machine-off', 'ran'],
    ]);
  });

  it('was killed when it has no end, no process, and the machine went on', () => {
    assert.deepEqual(words([run(0, null), run(2)], { until: 4 }), ['cut-off killed', 'ran']);
  });

  it('was stopped when its run heard a signal: SIGTERM gives 143, SIGINT 130', () => {
    assert.deepEqual(words([run(0, 1, { exitCode: 143 }), run(2, 1, { exitCode: 130 })], { until: 4 }), [
      'cut-off stopped',
      'cut-off stopped',
    ]);
  });

  it('is running while the process is there, and keeps the next ones from beginning', () => {
    assert.deepEqual(words([run(0, null)], { until: 4, isAlive: () => true }), [
      ...['running', 'missed still-running'],
    ]);
  });

  it('is not running when a later run has worked, although another process has its number by now', () => {
    assert.deepEqual(words([run(0, null), run(2)], { until: 4, isAlive: () => true }), [
      ...['cut-off killed', 'ran'],
    ]);
  });

  it('was missed for the run before when that covers its start, or held the lock', () => {
    const busy = run(4, 1, { exitCode: 75, code: 'BUSY' });
    assert.deepEqual(words([run(0, 150), busy], { until: 6 }), [
      ...['ran', 'missed still-running', 'missed still-running'],
    ]);
  });

  it('was missed for the machine up to its start, also when nothing has run since', () => {
    assert.deepEqual(words([run(0)], { until: 6, bootMs: NOON + 3 * MINUTE }), [
      ...['ran', 'missed machine-off', 'missed unknown'],
    ]);
  });

  it('was slept through when the machine slept for most of the time between two runs, of whatever job', () => {
    const cycle = { ...run(7, 1, { sleptMs: 5 * MINUTE }) };
    assert.deepEqual(words([run(0)], { until: 8, moments: [cycle] }), [
      ...['ran', 'missed asleep', 'missed asleep', 'missed asleep'],
    ]);
  });

  it('was jumped over when the start of the machine moved with its clock', () => {
    const after = run(6, 1, { bootMs: BOOT + 5.5 * MINUTE });
    assert.deepEqual(words([run(0), after], { until: 8, bootMs: BOOT + 5.5 * MINUTE }), [
      ...['ran', 'missed clock-set', 'missed clock-set', 'ran'],
    ]);
  });

  it('was missed for no known reason when other jobs ran and this one did not', () => {
    assert.deepEqual(words([run(0), run(4)], { until: 6, moments: [run(2.5)] }), [
      ...['ran', 'missed unknown', 'ran'],
    ]);
  });

  it('is not judged before it is over', () => {
    assert.deepEqual(words([run(0)], { until: 3.9 }), ['ran']);
  });
});

describe('slots of a day', () => {
  it('are judged an hour after they began, and late after 15 minutes', () => {
    const slots = slotsBetween(
      { daily: { expression: '10 4 * * *', timeZone: 'UTC' } },
      BOOT,
      BOOT + 86_400_000,
    );
    const at = (minutes: number): SeenRun => ({ ...run(0), startedMs: BOOT + (250 + minutes) * MINUTE });
    const verdicts = (nowMinutes: number, runs: readonly SeenRun[]) =>
      judgeSlots({
        ...{ slots, runs, moments: runs, nowMs: BOOT + (250 + nowMinutes) * MINUTE },
        isAlive: () => false,
      }).map(({ verdict }) => verdict);
    assert.deepEqual(verdicts(59, []), []);
    assert.deepEqual(verdicts(60, []), ['missed']);
    assert.deepEqual(verdicts(60, [at(15)]), ['ran']);
    assert.deepEqual(verdicts(60, [at(16)]), ['late']);
    assert.deepEqual(verdicts(600, [at(500)]), ['late']);
  });

  // Clocks in New York: forward at 2:00 on 8 March 2026, back at 2:00 on 1 November 2026 (15 U.S.C. 260a).
  const lengths = (month: number, day: number, expression: string): number[] =>
    slotsBetween(
      { daily: { expression, timeZone: 'America/New_York' } },
      Date.UTC(2026, month, day - 2, 12),
      Date.UTC(2026, month, day + 2, 12),
    ).map(({ startMs, endMs }) => (endMs - startMs) / (60 * MINUTE));

  it('follow the clocks of New York: one of 23 hours in March, one of 25 in November', () => {
    assert.deepEqual(lengths(2, 8, '10 4 * * *'), [23, 24, 24, 24]);
    assert.deepEqual(lengths(10, 1, '10 4 * * *'), [25, 24, 24, 24]);
  });

  it('begin once on a day that leaves their time out or shows it twice, and follow one another', () => {
    for (const [month, day, expression] of [
      [2, 8, '30 2 * * *'],
      [10, 1, '30 1 * * *'],
    ] as const) {
      const slots = slotsBetween(
        { daily: { expression, timeZone: 'America/New_York' } },
        Date.UTC(2026, month, day - 2, 12),
        Date.UTC(2026, month, day + 2, 12),
      );
      assert.equal(slots.length, 4);
      for (const [i, { startMs }] of slots.entries()) if (i > 0) assert.equal(slots[i - 1]!.endMs, startMs);
    }
  });
});

/** Runs of an hour in any order of ends, some of which never came, on machines that are started again. */
const anyRuns = fc
  .array(
    fc.record({
      second: fc.integer({ min: 0, max: 3_599 }),
      took: fc.option(fc.integer({ min: 0, max: 400 }), { freq: 5 }),
      exitCode: fc.constantFrom(0, 0, 0, 1, 5, 6, 75, 143),
      boot: fc.integer({ min: 0, max: 3_599 }),
    }),
    { maxLength: 40 },
  )
  .map(runs =>
    runs
      .map(({ second, took, exitCode, boot }, i) =>
        run(second / 60, took, { exitCode, bootMs: NOON + Math.min(boot, second) * 1_000, pid: i }),
      )
      .sort((a, b) => a.startedMs - b.startedMs),
  );

describe('every slot', () => {
  it('has exactly one verdict, and the sums add up', () => {
    fc.assert(
      fc.property(anyRuns, fc.integer({ min: 0, max: 70 }), (runs, until) => {
        const slots = judged(runs, { until, isAlive: ({ pid }) => pid % 2 === 0 });
        assert.deepEqual(
          slots.map(({ startMs }) => startMs),
          Array.from({ length: Math.floor(until / 2) }, (_, i) => NOON + i * SLOT),
        );
        const { slots: count, counts } = sumsOf(slots);
        assert.equal(count, slots.length);
        assert.equal(
          VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0),
          count,
        );
        for (const { verdict, cause } of slots)
          assert.equal(cause !== null, verdict === 'missed' || verdict === 'cut-off');
      }),
    );
  });

  it('is in exactly one span, and neighbours of a span say something else', () => {
    fc.assert(
      fc.property(anyRuns, runs => {
        const slots = judged(runs, { until: 60 });
        const spans = spansOf(slots);
        const again = spans.flatMap(({ fromMs, toMs, slots: count, ...judgement }) => {
          assert.equal(toMs - fromMs, count * SLOT);
          return Array.from({ length: count }, (_, i) => {
            const startMs = fromMs + i * SLOT;
            return { startMs, endMs: startMs + SLOT, ...judgement };
          });
        });
        assert.deepEqual(again, slots);
        const texts = spans.map(({ verdict, cause, exitCode, code }) =>
          [verdict, cause, exitCode, code].join(),
        );
        for (const [i, text] of texts.entries()) assert.notEqual(text, texts[i - 1]);
      }),
    );
  });

  it('counts towards the longest time without work, by hand: 12:02 to 12:08 of a failure and two misses', () => {
    const runs = [run(0), run(2, 1, { exitCode: 5 }), run(8), run(12)];
    const { counts, longestGapMs } = sumsOf(judged(runs, { until: 14 }));
    assert.equal(longestGapMs, 6 * MINUTE);
    assert.deepEqual(counts, { ran: 3, late: 0, running: 0, failed: 1, 'cut-off': 0, missed: 3 });
  });
});

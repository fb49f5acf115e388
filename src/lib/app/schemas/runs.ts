import { z } from 'zod';
import { JOBS } from '../../core/job.ts';

const count = z.int().min(0);
const job = z.enum(JOBS);

const cause = z
  .enum([
    ...(['restarted', 'stopped', 'killed'] as const),
    ...(['still-running', 'machine-off', 'asleep', 'clock-set', 'unknown'] as const),
  ])
  .nullable()
  .describe('Of a run that was cut off: by what. Of a missed slot: why, where that can be known.');

const exitCode = z.int().min(0).nullable();
const code = z.string().nullable().describe('In a word, such as BUSY; null for success.');

export const run = z.strictObject({
  job,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable().describe('Null while it runs, and when it was killed.'),
  tookMs: z.number().nullable(),
  exitCode,
  code,
  outcome: z
    .enum(['worked', 'running', 'failed', 'cut-off', 'busy'])
    .describe('worked: exit code 0, 6 or 7; busy: another run held the lock (75).'),
  cause,
  says: z.string().describe('How it ended, in words.'),
});

const verdict = z
  .enum(['ran', 'late', 'running', 'failed', 'cut-off', 'missed'])
  .describe('late: the work was done, but begun after a quarter of the slot, or 15 minutes.');

export const counts = z.strictObject({
  ...{ ran: count, late: count, running: count },
  ...{ failed: count, 'cut-off': count, missed: count },
});

export const scheduled = z
  .strictObject({ by: z.enum(['cron', 'systemd', 'run']), since: z.iso.datetime() })
  .nullable()
  .describe('What starts the jobs by itself; null while nothing does.');

/** Slots of which the same is to be said. */
export const slotGroup = z.strictObject({
  ...{ verdict, cause, exitCode, code },
  says: z.string().describe('The same in words.'),
  slots: count.min(1),
});

const sums = {
  slots: count.describe('Slots in which it was scheduled, those that are too young to be judged left out.'),
  counts: counts.describe('Of these slots; they add up.'),
  longestGapMs: z.number().min(0).describe('Longest time in a row in which no slot had its work done.'),
};

export const schema = z.strictObject({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  scheduled,
  jobs: z.array(
    z.strictObject({
      job,
      words: z.string().nullable().describe('every 2 minutes; null while nothing starts it by itself.'),
      ...sums,
      spans: z
        .array(
          z.strictObject({
            from: z.iso.datetime().describe('Start of the first slot.'),
            to: z.iso.datetime().describe('End of the last slot.'),
            ...slotGroup.shape,
          }),
        )
        .describe('Slots in a row of which the same is to be said, oldest first.'),
    }),
  ),
  runs: z.array(run).describe('Oldest first.'),
});

/** The last 24 hours, and what comes next. */
export const summary = z.strictObject({
  scheduled,
  jobs: z.array(
    z.strictObject({
      job,
      last: run.nullable().describe('The newest run that no other one turned away, of the last week.'),
      next: z.iso.datetime().nullable(),
      everyMs: z.int().min(1).nullable().describe('Null for what runs once a day.'),
      ...sums,
      undone: count.describe('Slots whose work was not done.'),
      why: z.string().describe('Of these, in words: 12 (the machine was off), 3 (killed).'),
      troubles: z.array(slotGroup).describe('The same slots by why, the most first.'),
    }),
  ),
});

import { isoTime } from '../../../src/lib/core/clock.ts';
import type { JobName } from '../../../src/lib/core/job.ts';
import type { Life } from '../life.ts';
import type { Moment } from '../slots.ts';
import type { Looks } from './asked.ts';
import { type Check, kept } from './check.ts';

/** `hive schedule run` started what docs/scheduling.md says, at its minute, and nothing else. */
export function scheduleIsKept({ mistimed, runs }: Life): Check {
  const slots = new Set(runs.map(({ job, slotMs }) => `${job} ${slotMs}`)).size;
  return kept('schedule', `${slots} slots began with a start of the schedule`, mistimed);
}

interface RunsData {
  readonly jobs: readonly {
    readonly job: JobName;
    readonly slots: number;
    readonly counts: Readonly<Record<string, number>>;
    readonly spans: readonly { readonly from: string; readonly to: string; readonly verdict: string }[];
  }[];
}

/**
 * `hive runs` knows of every slot, and which of them were missed: those in which the machine was off, and those of
 * which no run did its work on the record.
 */
export async function missedSlotsAreKnown(
  looks: Looks,
  life: Life,
  lived: readonly Moment[],
): Promise<Check> {
  const span = ['--from', isoTime(lived[0]!.atMs), '--to', isoTime(lived.at(-1)!.atMs + 1)];
  const { code, data, said } = await looks.ask<RunsData>('runs', ...span);
  if (code !== 0 || !data) return kept('missed slots', 'nothing', [`exit code ${code}: ${said}`]);
  const broken = data.jobs.flatMap(({ job, slots, counts, spans }) => {
    const moments = lived.flatMap(({ atMs, jobs }) => (jobs.includes(job) ? [atMs] : []));
    const isMissed = (atMs: number) =>
      spans.some(
        ({ from, to, verdict }) => verdict === 'missed' && Date.parse(from) <= atMs && atMs < Date.parse(to),
      );
    return [
      ...sumsOf(job, { slots, counts, wanted: moments.length }),
      ...wronglyJudged(life, job, moments.filter(isMissed)),
    ];
  });
  const counted = data.jobs.map(({ job, counts }) => `${counts.missed} of ${job}`).join(', ');
  return kept('missed slots', `hive runs says: ${counted}`, broken);
}

function sumsOf(
  job: JobName,
  { slots, counts, wanted }: { slots: number; counts: Readonly<Record<string, number>>; wanted: number },
): string[] {
  const sum = Object.values(counts).reduce((all, count) => all + count, 0);
  return [
    ...(sum === slots ? [] : [`${job}: ${slots} slots, but their counts come to ${sum}`]),
    // The newest may be too young to be judged.
    ...(wanted - slots >= 0 && wanted - slots <= 1 ? [] : [`${job}: ${slots} slots, there were ${wanted}`]),
  ];
}

function wronglyJudged({ missed, runs }: Life, job: JobName, said: readonly number[]): string[] {
  const off = new Set(missed.flatMap(slot => (slot.job === job ? [slot.slotMs] : [])));
  const own = runs.filter(run => run.job === job);
  const done = new Set(own.filter(run => !mayLeaveUndone(run)).map(({ slotMs }) => slotMs));
  const told = new Set(said);
  return [
    ...[...off]
      .filter(atMs => !told.has(atMs))
      .map(atMs => `${job} of ${isoTime(atMs)} was missed, and nothing says so`),
    ...said
      .filter(atMs => done.has(atMs))
      .map(atMs => `${job} of ${isoTime(atMs)} ran, and is said to be missed`),
  ];
}

/**
 * On a full disk, when it was killed early, by a clock that was wrong (its record is of another slot), and when prune or
 * backup turned it away, which leaves the work of its slot undone.
 */
const mayLeaveUndone = ({ event, manner, code }: Life['runs'][number]): boolean =>
  event === 'disk-full' || manner === 'killed' || manner.startsWith('clock-') || code === 75;

import { DAY_MS } from '../../src/lib/core/interval.ts';
import { JOBS, type JobName } from '../../src/lib/core/job.ts';
import type { MonthResult } from './month.ts';
import { sameAgain } from './options.ts';

const count = (value: number): string => value.toLocaleString('en-US');

/** The numbers of a month, plain JSON. */
export function figuresOf({
  options,
  livedMs,
  life,
  slots,
  checks,
  sizes,
  seconds,
  hasSmallDisk,
}: MonthResult) {
  const isKept = checks.every(({ broken }) => broken.length === 0);
  return {
    ...{
      kept: isKept,
      seed: options.seed,
      days: livedMs / DAY_MS,
      again: sameAgain(options),
      seconds,
    },
    jobs: JOBS.map(job => jobFigures(life, job, slots[job]!)),
    struck: Object.fromEntries(life.struck),
    leftOut: hasSmallDisk ? [] : ['disk-full'],
    restarts: Object.values(life.hands).reduce((sum, hand) => sum + hand.restarts, 0),
    checks,
    sizes,
  };
}

function jobFigures({ runs, missed }: MonthResult['life'], job: JobName, slots: number) {
  const own = runs.filter(run => run.job === job);
  const cpu = own.flatMap(({ cpuMs }) => cpuMs ?? []);
  return {
    ...{ job, slots, runs: own.length, missed: missed.filter(slot => slot.job === job).length },
    codes: countBy(own.map(({ code }) => (code === null ? 'killed' : String(code)))),
    cpuMs: { median: quantile(cpu, 0.5), p90: quantile(cpu, 0.9), sum: cpu.reduce((sum, ms) => sum + ms, 0) },
  };
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
}

export type Figures = ReturnType<typeof figuresOf>;

/** The same for people. */
export function summary(figures: Figures): string {
  const { jobs, struck, leftOut, restarts, checks, sizes, seconds, days, seed, kept, again } = figures;
  const broken = checks.flatMap(check => check.broken.map(what => `${check.name}: ${what}`));
  return [
    ...jobs.map(jobLine),
    ...(leftOut.length > 0 ? [`Left out, since nothing may be mounted: ${leftOut.join(', ')}`] : []),
    `Happened: ${Object.entries(struck)
      .map(([what, times]) => `${what} ${times}`)
      .join(', ')}`,
    `Worker processes ended and begun anew: ${restarts}`,
    'Bytes at the end:',
    ...Object.entries(sizes)
      .sort(([, a], [, b]) => b - a)
      .map(([part, bytes]) => `  ${count(bytes).padStart(12)}  ${part}`),
    'Checks:',
    ...checks.map(
      ({ name, seen, broken }) => `  ${broken.length === 0 ? 'kept  ' : 'BROKEN'}  ${name}: ${seen}`,
    ),
    ...broken.slice(0, 20).map(what => `BROKEN: ${what}`),
    `${count(Math.round(days * 240) / 10)} hours of seed ${seed} in ${seconds.toFixed(0)} s; broken promises: ${broken.length}`,
    ...(kept ? [] : [`Again: ${again}`]),
    '',
  ].join('\n');
}

function jobLine({ job, slots, runs, missed, codes, cpuMs }: Figures['jobs'][number]): string {
  const ends = Object.entries(codes).map(([code, times]) => `${code}: ${count(times)}`);
  return (
    `${job}: ${count(slots)} slots, ${count(runs)} runs, ${count(missed)} slots missed; exit codes ${ends.join(', ')}; ` +
    `CPU a run ${cpuMs.median.toFixed(0)} ms (p90 ${cpuMs.p90.toFixed(0)}), ${(cpuMs.sum / 1_000).toFixed(0)} s in all`
  );
}

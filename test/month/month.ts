import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isoTime } from '../../src/lib/core/clock.ts';
import { DAY_MS } from '../../src/lib/core/interval.ts';
import { JOBS, type JobName } from '../../src/lib/core/job.ts';
import { hashKey, mulberry32 } from '../../src/lib/core/random.ts';
import { Looks } from './checks/asked.ts';
import { booksHold } from './checks/books.ts';
import { type Check, kept } from './checks/check.ts';
import {
  auditAgrees,
  decisionsReplay,
  journalVerifies,
  learningIsSane,
  profitAddsUp,
} from './checks/commands.ts';
import { diskHolds, journalIsSmall } from './checks/disk.ts';
import { nothingWasCaughtUp, runsAreRecorded } from './checks/runs.ts';
import { missedSlotsAreKnown, scheduleIsKept } from './checks/schedule.ts';
import { sizesOf } from './checks/sizes.ts';
import { Life } from './life.ts';
import { memoryIsFlat } from './memory.ts';
import { Onlookers } from './onlookers.ts';
import type { MonthOptions } from './options.ts';
import { planOf } from './plan.ts';
import { choicesOf, configOf } from './settings.ts';
import { type Moment, momentsBetween } from './slots.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

/** A Tuesday. */
const START = Date.UTC(2026, 8, 1);
/** Quiet ticks after the last slot, in which everything comes to its end. */
const SETTLING_MS = 6 * 120_000;
const SETTLING_MOMENTS = 8;

export interface MonthResult {
  readonly options: MonthOptions;
  /** Virtual time that was lived through. */
  readonly livedMs: number;
  readonly life: Life;
  readonly slots: Readonly<Record<string, number>>;
  readonly checks: readonly Check[];
  /** Bytes by part of the home, at the end. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly hasSmallDisk: boolean;
}

/** Lives through the time that the options name, and looks after every promise. */
export async function month(options: MonthOptions, { tell, stop }: Telling): Promise<MonthResult> {
  const base = options.home === null ? mkdtempSync(join(tmpdir(), 'hive-month-')) : resolve(options.home);
  mkdirSync(base, { recursive: true });
  const disk = mountSmallDisk(base);
  try {
    return await inHome(options, { base, disk, tell, stop });
  } finally {
    disk?.unmount();
    if (options.home === null) rmSync(base, { recursive: true, force: true });
  }
}

export interface Telling {
  readonly tell: (sentence: string) => void;
  /** Aborted when somebody has seen enough: what was lived through is then looked after. */
  readonly stop: AbortSignal;
}

interface Place extends Telling {
  readonly base: string;
  readonly disk: SmallDisk | null;
}

async function inHome(options: MonthOptions, { base, disk, tell, stop }: Place): Promise<MonthResult> {
  const startedAt = performance.now();
  const home = join(disk?.folder ?? base, 'home');
  mkdirSync(home, { recursive: true });
  const endMs = START + options.spanMs;
  const moments = momentsBetween(START, endMs + SETTLING_MS, JOBS);
  const plan = planOf(
    options.seed,
    moments.filter(({ atMs }) => atMs < endMs),
  );
  const { seed, isSmall } = options;
  const [ofServe, ofSchedule] = [join(base, 'memory-of-serve.jsonl'), join(base, 'memory-of-schedule.jsonl')];
  const life = new Life({ seed, isSmall, home, plan, disk, memoryFile: ofSchedule });
  await life.begin(START);
  let lived: readonly Moment[] = moments;
  const onlookers = options.serve ? await Onlookers.over(home, ofServe) : null;
  const { served, checks } = await guarded(life, onlookers, async () => {
    lived = await liveThrough(life, moments, { tell, stop });
    return { served: await endOf(onlookers), checks: await lookAfter(life, options, lived) };
  });
  const flat = [
    memoryIsFlat('memory of hive schedule run', ofSchedule),
    ...(onlookers ? [memoryIsFlat('memory of hive serve', ofServe), served!] : []),
  ];
  const slots = Object.fromEntries(JOBS.map(job => [job, countOf(lived, job)]));
  return {
    ...{ options, life, slots, checks: [...checks, ...flat], hasSmallDisk: disk !== null },
    livedMs: lived.at(-1)!.atMs - START,
    sizes: sizesOf(home),
    seconds: (performance.now() - startedAt) / 1_000,
  };
}

/** Whatever happens, no process is left behind. */
async function guarded<T>(life: Life, onlookers: Onlookers | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await life.close();
    if (onlookers?.isAlive) await onlookers.end();
  }
}

const countOf = (moments: readonly Moment[], job: JobName): number =>
  moments.filter(({ jobs }) => jobs.includes(job)).length;

/** @returns the moments that were lived through. */
async function liveThrough(
  life: Life,
  moments: readonly Moment[],
  { tell, stop }: Telling,
): Promise<readonly Moment[]> {
  let tenths = 0;
  for (const [index, moment] of moments.entries()) {
    const before = life.broken.length;
    await life.live(moment);
    for (const what of life.broken.slice(before)) tell(`BROKEN: ${what}`);
    const now = Math.floor(((index + 1) * 10) / moments.length);
    if (now > tenths) tell(`${now * 10} %: ${life.runs.length} runs, ${life.broken.length} broken promises`);
    tenths = now;
    if (stop.aborted) return endEarly(life, moments, index);
  }
  await life.end(moments.at(-1)!.atMs);
  return moments;
}

/** Trouble ceases, and some moments more bring everything to its end. */
async function endEarly(life: Life, moments: readonly Moment[], index: number): Promise<readonly Moment[]> {
  await life.end(moments[index]!.atMs);
  const lived = moments.slice(0, index + 1 + SETTLING_MOMENTS);
  for (const moment of lived.slice(index + 1)) await life.live(moment);
  return lived;
}

async function endOf(onlookers: Onlookers | null): Promise<Check | null> {
  if (!onlookers) return null;
  const wasAlive = onlookers.isAlive;
  const code = await onlookers.end();
  const { answers, streamed } = onlookers;
  const good = answers.get(200) ?? 0;
  const all = [...answers].map(([status, count]) => `${count} of ${status || 'no answer'}`).join(', ');
  const broken = [
    ...(wasAlive ? [] : [`it ended before it was told to: ${onlookers.said.slice(-400)}`]),
    ...(wasAlive && code !== 143 ? [`it ended with ${code} when it was told to`] : []),
    ...(good > 0 && streamed > 0 ? [] : ['nobody was answered']),
    ...(answers.has(404) ? ['it did not know what it was asked for'] : []),
  ];
  return kept('hive serve', `answers: ${all}; ${streamed} bytes streamed`, broken);
}

async function lookAfter(
  life: Life,
  { seed, isSmall, replays }: MonthOptions,
  lived: readonly Moment[],
): Promise<Check[]> {
  const nowMs = lived.at(-1)!.atMs + SETTLING_MS;
  const looks = new Looks(life.hands.tick, ['--home', life.paths.root, '--as-of', isoTime(nowMs)]);
  const choices = choicesOf(seed, isSmall);
  const { check, audit } = booksHold(life.paths, choices);
  const random = mulberry32(hashKey(seed, 74));
  return [
    kept('exit codes', `${life.runs.length} runs ended as they must`, life.broken),
    await journalVerifies(looks),
    await auditAgrees(looks),
    check,
    await profitAddsUp(looks),
    await learningIsSane(looks, audit.entries),
    scheduleIsKept(life),
    runsAreRecorded(life),
    await missedSlotsAreKnown(looks, life, lived),
    nothingWasCaughtUp(life, audit.entries),
    await decisionsReplay(looks, { entries: audit.entries, random, count: replays }),
    diskHolds(life, configOf(choices[0]!), START),
    journalIsSmall(statSync(life.paths.journal).size, audit.entries, (nowMs - START) / DAY_MS),
    handlesStayFew(life),
  ];
}

/** Files that a process of many runs has open, at most: what it is made of, and what one run needs. */
const MOST_HANDLES = 40;

function handlesStayFew({ hands }: Life): Check {
  const most = Math.max(...Object.values(hands).map(hand => hand.handles));
  const broken = most > MOST_HANDLES ? [`a worker had ${most} files open`] : [];
  const mib = Math.round(Math.max(...Object.values(hands).map(hand => hand.rss)) / 1_048_576);
  return kept('open files', `${most} at most in a process of many runs, ${mib} MiB`, broken);
}

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type HomePaths, homePaths } from '../../src/lib/app/home.ts';
import { isoTime } from '../../src/lib/core/clock.ts';
import { JOB_COMMANDS, JOBS, type JobName } from '../../src/lib/core/job.ts';
import { hashKey, mulberry32, type Random } from '../../src/lib/core/random.ts';
import { sizesOf } from './checks/sizes.ts';
import { codesOf, wrongEnds } from './exit-codes.ts';
import { fillUnder, takeRoom } from './full-disk.ts';
import { type Ended, Hand, inOwnProcess, killedAfter } from './hands.ts';
import type { AnyManner, Event, Happening, Plan } from './plan.ts';
import { Scheduler } from './scheduler.ts';
import type { Started } from './scheduler-process.ts';
import { BAD_SETTINGS, configOf, settingsOf } from './settings.ts';
import type { Moment } from './slots.ts';
import type { SmallDisk } from './small-disk.ts';

const MINUTE_MS = 60_000;
/** A schedule that begins so long before a slot is in time for it. */
const BEFORE_SLOT_MS = 5_000;
/** Longest life of a process that is killed before its end. */
const KILL_WITHIN_MS = 1_200;

type HandName = 'tick' | 'cycle' | 'daily';

/** One process, or one command line of a worker. */
export interface Run {
  readonly job: JobName;
  readonly slotMs: number;
  /** What the clock of the machine said. */
  readonly asOfMs: number;
  readonly manner: AnyManner;
  readonly event: Event | null;
  /** Null when it was killed. */
  readonly code: number | null;
  readonly ms: number;
  readonly cpuMs: number | null;
  readonly stderr: string;
}

export interface LifeOptions {
  readonly seed: number;
  /** Whether there is only little to learn. */
  readonly isSmall: boolean;
  readonly home: string;
  readonly plan: Plan;
  /** Null where this user may not mount one: a full disk is then left out. */
  readonly disk: SmallDisk | null;
  /** Where the schedule notes what memory it holds. */
  readonly memoryFile: string;
}

/** One home, its machine and its owner, from slot to slot. */
export class Life {
  readonly paths: HomePaths;
  readonly runs: Run[] = [];
  readonly missed: { readonly job: JobName; readonly slotMs: number }[] = [];
  readonly struck = new Map<string, number>();
  /** What a command said that nothing explains. */
  readonly broken: string[] = [];
  /** Starts that differ from what the schedule is documented to start. */
  readonly mistimed: string[] = [];
  /** Bytes by part of the home, after each prune that ended well. */
  readonly pruned: { readonly atMs: number; readonly sizes: Readonly<Record<string, number>> }[] = [];
  readonly hands: Readonly<Record<HandName, Hand>>;
  readonly #scheduler: Scheduler;
  readonly #seed: number;
  readonly #isSmall: boolean;
  readonly #home: string;
  readonly #plan: Plan;
  readonly #disk: SmallDisk | null;
  readonly #random: Random;
  #now: Happening | null = null;
  #next = 0;
  #choice = 0;
  #isOver = false;
  /** Prune and backup keep ticks and cycles out for a moment. */
  #hasUpkeep = false;

  constructor({ seed, isSmall, home, plan, disk, memoryFile }: LifeOptions) {
    this.#seed = seed;
    this.#isSmall = isSmall;
    this.#home = home;
    this.#plan = plan;
    this.#disk = disk;
    this.#random = mulberry32(hashKey(seed, 72));
    this.paths = homePaths(home);
    this.hands = { tick: new Hand(home), cycle: new Hand(home), daily: new Hand(home) };
    this.#scheduler = new Scheduler(home, memoryFile);
  }

  async begin(atMs: number): Promise<void> {
    this.#writeSettings(true);
    await this.#scheduler.begin(atMs - BEFORE_SLOT_MS);
  }

  async live({ atMs, jobs }: Moment): Promise<void> {
    await this.#turn(atMs);
    if (this.#now?.event === 'machine-off') {
      for (const job of jobs) this.missed.push({ job, slotMs: atMs });
      return;
    }
    const manner = this.#mannerAt(atMs);
    if (manner !== 'usual') this.#count(manner);
    this.#hasUpkeep = jobs.includes('prune') || jobs.includes('backup');
    const started = await this.#scheduler.advance(atMs);
    this.#compare(atMs, { wanted: jobs, started: started.map(({ command }) => jobOf(command)) });
    await Promise.all(started.map(each => this.#start(each, atMs, manner)));
  }

  #compare(
    atMs: number,
    found: { readonly wanted: readonly JobName[]; readonly started: readonly JobName[] },
  ) {
    const [wanted, started] = [found.wanted, found.started].map(jobs => jobs.toSorted().join(' '));
    if (wanted !== started) this.mistimed.push(`${isoTime(atMs)}: ${started}, not ${wanted}`);
  }

  /** No more trouble from now on. */
  async end(atMs: number): Promise<void> {
    this.#isOver = true;
    if (this.#now) await this.#finish(this.#now, atMs);
    await this.#restart();
  }

  /** Leaves no process behind. */
  async close(): Promise<void> {
    await this.#scheduler.kill();
    await this.#restart();
  }

  async #restart(): Promise<void> {
    await Promise.all(Object.values(this.hands).map(hand => hand.restart()));
  }

  /** Ends what is over and begins what is next. */
  async #turn(atMs: number): Promise<void> {
    if (this.#now && atMs >= this.#now.toMs) await this.#finish(this.#now, atMs);
    for (;;) {
      const next = this.#plan.happenings[this.#next];
      if (this.#now || this.#isOver || !next || next.fromMs > atMs) return;
      this.#next++;
      if (next.event === 'disk-full' && !this.#disk) continue;
      this.#count(next.event);
      await this.#strike(next, atMs);
      if (next.toMs > atMs) this.#now = next;
    }
  }

  async #strike({ event }: Happening, atMs: number): Promise<void> {
    if (event === 'machine-off') await this.close();
    if (event === 'restart') await this.#restart();
    if (event === 'halted') await this.#byHand(['trade', 'halt', '--reason', 'a person looks'], atMs);
    if (event === 'bad-config') writeFileSync(this.paths.config, BAD_SETTINGS);
    if (event === 'no-stock-bars') this.#writeSettings(false);
    if (event === 'model-damaged') this.#damageModel();
    if (event === 'store-deleted') await this.#deleteStore();
    if (event === 'other-settings') {
      this.#choice++;
      this.#writeSettings(true);
    }
  }

  async #finish({ event }: Happening, atMs: number): Promise<void> {
    this.#now = null;
    if (event === 'machine-off') await this.#scheduler.begin(atMs - BEFORE_SLOT_MS);
    if (event === 'disk-full') this.#disk?.empty();
    if (event === 'halted') await this.#byHand(['trade', 'resume', '--reason', 'looked at'], atMs);
    if (event === 'bad-config' || event === 'no-stock-bars') this.#writeSettings(true);
  }

  async #byHand(argv: readonly string[], atMs: number): Promise<void> {
    const { code, stderr } = await this.hands.tick.run([...argv, '--quiet', ...this.#at(atMs)]);
    if (code !== 0) this.broken.push(`${argv.join(' ')} at ${isoTime(atMs)} ended with ${code}: ${stderr}`);
  }

  #at(asOfMs: number): string[] {
    return ['--home', this.#home, '--as-of', isoTime(asOfMs)];
  }

  #writeSettings(hasStockBars: boolean): void {
    const values = settingsOf({
      ...{ seed: this.#seed, choice: this.#choice },
      ...{ isSmall: this.#isSmall, hasStockBars, backups: join(dirname(this.#home), 'backups') },
    });
    configOf(values);
    writeFileSync(this.paths.config, JSON.stringify(values));
  }

  #damageModel(): void {
    const models = existsSync(this.paths.models) ? readdirSync(this.paths.models) : [];
    const name = models.find(file => file.startsWith('crypto-'));
    if (!name) return;
    const path = join(this.paths.models, name);
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length * this.#random())));
  }

  async #deleteStore(): Promise<void> {
    await this.#restart();
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.paths.db + suffix, { force: true });
  }

  #mannerAt(atMs: number): AnyManner {
    if (this.#isOver) return 'usual';
    if (this.#now?.event === 'disk-full')
      return takeRoom(this.#disk!, this.#now, { atMs, random: this.#random });
    return this.#plan.manners.get(atMs) ?? 'usual';
  }

  async #start(started: Started, slotMs: number, manner: AnyManner): Promise<void> {
    const job = jobOf(started.command);
    const asOfMs = slotMs + (hashKey(this.#seed, 73, slotMs / MINUTE_MS) % 4_000) + clockError(manner);
    const event = this.#now?.event ?? null;
    const hasUpkeep = this.#hasUpkeep;
    const codes = codesOf({ job, asOfMs, manner, event, hasUpkeep, journal: this.paths.journal });
    const ends = await this.#ends(job, [...started.command.slice(2), '--as-of', isoTime(asOfMs)], manner);
    await this.#scheduler.end(started, ends[0]!.code);
    for (const { code, ms, cpuMs, stderr } of ends)
      this.runs.push({ job, slotMs, asOfMs, manner, event, code, ms, cpuMs, stderr });
    for (const wrong of wrongEnds(ends, { codes, hasUpkeep }))
      this.broken.push(`${job} at ${isoTime(asOfMs)} (${event ?? manner}) ${wrong}`);
    if (job === 'prune' && ends[0]!.code === 0)
      this.pruned.push({ atMs: asOfMs, sizes: sizesOf(this.#home) });
  }

  async #ends(job: JobName, argv: readonly string[], manner: AnyManner): Promise<Ended[]> {
    const home = this.#home;
    const soon = () => this.#random() * KILL_WITHIN_MS;
    if (manner === 'own-process') return [await inOwnProcess(argv, home)];
    if (manner === 'killed') return [await killedAfter(soon(), argv, home)];
    if (manner === 'disk-fills')
      return [await inOwnProcess(argv, home, child => fillUnder(this.#disk!, child, soon()))];
    if (manner === 'overlapping') return Promise.all([inOwnProcess(argv, home), inOwnProcess(argv, home)]);
    return [await this.hands[handOf(job)].run(argv)];
  }

  #count(what: string): void {
    this.struck.set(what, (this.struck.get(what) ?? 0) + 1);
  }
}

/** What a command of the schedule does: the words after the program and its script. */
function jobOf([, , ...words]: readonly string[]): JobName {
  const job = JOBS.find(name => JOB_COMMANDS[name].every((word, i) => word === words[i]));
  if (job) return job;
  throw new Error(`the schedule started ${words.join(' ')}`);
}

const handOf = (job: JobName): HandName => (job === 'tick' || job === 'cycle' ? job : 'daily');

const clockError = (manner: string): number =>
  manner === 'clock-ahead' ? 10 * MINUTE_MS : manner === 'clock-behind' ? -60 * MINUTE_MS : 0;

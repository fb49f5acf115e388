import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type HomePaths, homePaths } from '../../src/lib/app/home.ts';
import { isoTime } from '../../src/lib/core/clock.ts';
import { JOB_COMMANDS, type JobName } from '../../src/lib/core/job.ts';
import { hashKey, mulberry32, type Random } from '../../src/lib/core/random.ts';
import { type Ended, Hand, inOwnProcess, killedAfter } from './hands.ts';
import type { Event, Happening, Manner, Plan } from './plan.ts';
import { BAD_SETTINGS, configOf, settingsOf } from './settings.ts';
import type { Moment } from './slots.ts';
import type { SmallDisk } from './small-disk.ts';

const MIB = 1024 * 1024;
const MINUTE_MS = 60_000;
/** Below what a tick and a cycle want to be free. */
const LITTLE_BYTES = 20 * MIB;
/** Above it, so that a run begins; the rest of the disk is then filled under it. */
const ENOUGH_BYTES = 70 * MIB;
/** More than the longest record. */
const TAIL_BYTES = 256 * 1024;
/** In the hour of a full disk, the share of moments at which it fills up while a run is at work. */
const FILLS_UNDER_RUN = 0.2;
/** So far a clock may go back: it is set right by steps of that size. */
const ALLOWED_BACK_MS = 5_000;
/** Longest life of a process that is killed before its end. */
const KILL_WITHIN_MS = 1_200;

type HandName = 'tick' | 'cycle' | 'daily';

/** One process, or one command line of a worker. */
export interface Run {
  readonly job: JobName;
  readonly slotMs: number;
  /** What the clock of the machine said. */
  readonly asOfMs: number;
  readonly manner: Manner | 'usual' | 'disk-fills';
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
}

/** One home, its machine and its owner, from slot to slot. */
export class Life {
  readonly paths: HomePaths;
  readonly runs: Run[] = [];
  readonly missed: { readonly job: JobName; readonly slotMs: number }[] = [];
  readonly struck = new Map<string, number>();
  /** What a command said that nothing explains. */
  readonly broken: string[] = [];
  readonly hands: Readonly<Record<HandName, Hand>>;
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

  constructor({ seed, isSmall, home, plan, disk }: LifeOptions) {
    this.#seed = seed;
    this.#isSmall = isSmall;
    this.#home = home;
    this.#plan = plan;
    this.#disk = disk;
    this.#random = mulberry32(hashKey(seed, 72));
    this.paths = homePaths(home);
    this.hands = { tick: new Hand(home), cycle: new Hand(home), daily: new Hand(home) };
  }

  begin(): void {
    this.#writeSettings(true);
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
    await Promise.all(jobs.map(job => this.#start(job, atMs, manner)));
  }

  /** No more trouble from now on. */
  async end(atMs: number): Promise<void> {
    this.#isOver = true;
    if (this.#now) await this.#finish(this.#now, atMs);
    await this.restart();
  }

  async restart(): Promise<void> {
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
    if (event === 'machine-off' || event === 'restart') await this.restart();
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
    await this.restart();
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.paths.db + suffix, { force: true });
  }

  #mannerAt(atMs: number): Manner | 'usual' | 'disk-fills' {
    if (this.#isOver) return 'usual';
    if (this.#now?.event === 'disk-full') return this.#fillDisk(atMs);
    return this.#plan.manners.get(atMs) ?? 'usual';
  }

  /** In its first half there is little space left, in its second none; now and then it fills up during a run. */
  #fillDisk(atMs: number): Manner | 'usual' | 'disk-fills' {
    const { fromMs, toMs } = this.#now!;
    if (this.#random() < FILLS_UNDER_RUN) {
      this.#disk!.fill(ENOUGH_BYTES);
      return 'disk-fills';
    }
    this.#disk!.fill(atMs - fromMs < (toMs - fromMs) / 2 ? LITTLE_BYTES : 0);
    return 'usual';
  }

  async #start(job: JobName, slotMs: number, manner: Manner | 'usual' | 'disk-fills'): Promise<void> {
    const asOfMs = slotMs + (hashKey(this.#seed, 73, slotMs / MINUTE_MS) % 4_000) + clockError(manner);
    const argv = [...JOB_COMMANDS[job], '--quiet', ...this.#at(asOfMs)];
    const event = this.#now?.event ?? null;
    const mustCodes = this.#codes(job, asOfMs);
    const ends = await this.#ends(job, argv, manner);
    for (const { code, ms, cpuMs, stderr } of ends)
      this.runs.push({ job, slotMs, asOfMs, manner, event, code, ms, cpuMs, stderr });
    this.#judge(ends, { mustCodes, manner, what: `${job} at ${isoTime(asOfMs)} (${event ?? manner})` });
  }

  async #ends(
    job: JobName,
    argv: readonly string[],
    manner: Manner | 'usual' | 'disk-fills',
  ): Promise<Ended[]> {
    const home = this.#home;
    if (manner === 'own-process') return [await inOwnProcess(argv, home)];
    if (manner === 'killed') return [await killedAfter(this.#random() * KILL_WITHIN_MS, argv, home)];
    if (manner === 'disk-fills') return [await inOwnProcess(argv, home, () => this.#fillSoon())];
    if (manner === 'overlapping') return Promise.all([inOwnProcess(argv, home), inOwnProcess(argv, home)]);
    return [await this.hands[handOf(job)].run(argv)];
  }

  async #fillSoon(): Promise<void> {
    await sleep(this.#random() * KILL_WITHIN_MS);
    this.#disk!.fill(0);
  }

  /** Exit codes that a run may have now. */
  #codes(job: JobName, asOfMs: number): number[] {
    const event = this.#now?.event;
    // Pruning is what makes room.
    if (event === 'disk-full') return [job === 'prune' ? 0 : 4];
    if (event === 'bad-config') return [3];
    const aheadMs = job === 'tick' ? lastRecordMs(this.paths.journal) - asOfMs : 0;
    if (aheadMs > ALLOWED_BACK_MS) return [4];
    return job === 'tick' && event === 'halted' ? [6] : [0];
  }

  #judge(
    ends: readonly Ended[],
    { mustCodes, manner, what }: { mustCodes: readonly number[]; manner: string; what: string },
  ): void {
    const mayCodes: (number | null)[] = [...mustCodes];
    if (manner === 'killed') mayCodes.push(null);
    if (manner === 'disk-fills') mayCodes.push(0);
    if (manner === 'overlapping' || this.#hasUpkeep) mayCodes.push(75);
    for (const { code, stderr, stdout } of ends) {
      if (!mayCodes.includes(code))
        this.broken.push(`${what} ended with ${code}, not ${mayCodes.join(' or ')}: ${stderr.trim()}`);
      if (stdout !== '') this.broken.push(`${what} --quiet printed: ${stdout.slice(0, 200)}`);
    }
    if (!this.#hasUpkeep && ends.length > 0 && ends.every(({ code }) => code === 75))
      this.broken.push(`${what}: each left the work to the other`);
  }

  #count(what: string): void {
    this.struck.set(what, (this.struck.get(what) ?? 0) + 1);
  }
}

/** Time of the newest whole record of a journal; -Infinity when there is none. */
function lastRecordMs(path: string): number {
  if (!existsSync(path)) return Number.NEGATIVE_INFINITY;
  const { size } = statSync(path);
  const fd = openSync(path, 'r');
  const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
  readSync(fd, tail, 0, tail.length, size - tail.length);
  closeSync(fd);
  const line = tail.toString('utf8').split('\n').at(-2);
  return line === undefined ? Number.NEGATIVE_INFINITY : Date.parse((JSON.parse(line) as { at: string }).at);
}

const handOf = (job: JobName): HandName => (job === 'tick' || job === 'cycle' ? job : 'daily');

const clockError = (manner: string): number =>
  manner === 'clock-ahead' ? 10 * MINUTE_MS : manner === 'clock-behind' ? -60 * MINUTE_MS : 0;

import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { homePaths } from '../../src/lib/app/home.ts';
import { isoTime } from '../../src/lib/core/clock.ts';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import type { Random } from '../../src/lib/core/random.ts';
import { scanJournal } from '../../src/lib/store/files/scan-journal.ts';
import { hive, startHive, tempHome } from './cli.ts';

const CONFIG = {
  preset: 'original',
  risk: { dailyOrders: 1_440, dailyNotionalUsd: 108_000 },
};

/** A home whose ticks are killed. Time is a slot further at each tick. */
export class KillHome {
  readonly root = tempHome();
  readonly paths = homePaths(this.root);
  #nowMs: number;
  /** How many kills found each record as the last one that their tick had made durable. */
  readonly kills = new Map<string, number>();
  /** Ticks that ended before their kill. */
  survived = 0;

  constructor(seed: number, startMs: number) {
    this.#nowMs = startMs;
    writeFileSync(this.paths.config, JSON.stringify({ ...CONFIG, seed }));
  }

  /** A tick that is left alone. @returns how long its process lived, in milliseconds. */
  async cleanTick(ms = SLOT_MS): Promise<number> {
    const startedAt = performance.now();
    const { code, stderr } = await hive(this.#nextTick(ms), { home: this.root });
    if (code !== 0) throw new Error(`a clean tick ended with ${code}: ${stderr}`);
    return performance.now() - startedAt;
  }

  /** A tick that is killed, with no chance to clean up, when `moment` has come. */
  async killedTick(stepMs: number, moment: (home: KillHome) => Promise<void>): Promise<void> {
    const before = this.records().length;
    const child = startHive(this.#nextTick(stepMs), { home: this.root });
    const errors: string[] = [];
    child.stderr.on('data', (text: Buffer) => errors.push(text.toString()));
    child.stdin.end();
    const exit = once(child, 'exit');
    await Promise.race([exit, moment(this)]);
    child.kill('SIGKILL');
    const [code, signal] = await exit;
    if (signal === 'SIGKILL') this.#count(before);
    else if (code === 0) this.survived += 1;
    else throw new Error(`a tick ended with ${code}: ${errors.join('')}`);
  }

  /** All durable records: type and data. */
  records() {
    return [...scanJournal(this.paths.journal)];
  }

  #nextTick(ms: number): string[] {
    this.#nowMs += ms;
    return ['trade', 'tick', '--quiet', '--as-of', isoTime(this.#nowMs)];
  }

  #count(before: number): void {
    const written = this.records().slice(before);
    const stage = written.at(-1)?.type ?? 'nothing';
    this.kills.set(stage, (this.kills.get(stage) ?? 0) + 1);
  }
}

/** A moment at random in the part of a tick's life after its start-up. */
export const atRandom = (random: Random, lifeMs: number) => (): Promise<void> =>
  sleep(lifeMs * (0.4 + 0.6 * random()));

const AIM_MS = 8;
const GIVE_UP_MS = 2_000;

/** A moment at random in the milliseconds after the tick's first record: between intent and fill, if it trades. */
export const afterFirstRecord =
  (random: Random) =>
  async ({ paths }: KillHome): Promise<void> => {
    const size = () => statSync(paths.journal, { throwIfNoEntry: false })?.size ?? 0;
    const [before, startedAt] = [size(), performance.now()];
    while (size() === before && performance.now() - startedAt < GIVE_UP_MS) await sleep(1);
    await sleep(AIM_MS * random());
  };

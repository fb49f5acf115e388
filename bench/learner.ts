/**
 * What learning costs: one step of a tick in a cold process beside the start of an empty one, the fold of a year of
 * its records beside the mere reading of their text, and what a year leaves in the journal and in the state.
 * Usage: node bench/learner.ts
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../src/lib/app/compose.ts';
import { homePaths } from '../src/lib/app/home.ts';
import { VirtualClock } from '../src/lib/app/virtual-clock.ts';
import { configSchema } from '../src/lib/config/schema.ts';
import { isoTime } from '../src/lib/core/clock.ts';
import { DAY_MS, HOUR_MS } from '../src/lib/core/interval.ts';
import { formatLine, GENESIS, seal } from '../src/lib/journal/chain.ts';
import { toEntry } from '../src/lib/journal/entry.ts';
import { project } from '../src/lib/journal/project.ts';
import type { ChainLink, SealedRecord } from '../src/lib/journal/sealed-record.ts';
import { decodeState, encodeState, type HiveState } from '../src/lib/journal/state.ts';
import { genesis, learnedEpochs } from './learner/year.ts';

const RUNS = 7;
const BEGIN = Date.UTC(2026, 8, 22, 0, 5);
const STATE_GOAL_BYTES = 5e6;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const say = (name: string, value: string): void => console.log(`${name.padEnd(62)} ${value}`);

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

function clocked(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** A home of the defaults with a model, six experts and five days of ticks. */
async function home(folder: string): Promise<number> {
  const clock = new VirtualClock(BEGIN);
  const config = configSchema.parse({ trading: { strategy: 'mixture' } });
  const app = compose({ paths: homePaths(folder), config, clock });
  await app.trainCycle({ forceTrain: true });
  for (let day = 0; day < 5; day++) {
    await app.tradeTick({ dryRun: false });
    clock.advance(DAY_MS);
  }
  app.close();
  return clock.now();
}

type Laps = { readonly [name in 'models' | 'bars' | 'look' | 'step' | 'loaded' | 'experts']: number };

const child = (...args: readonly string[]): string =>
  execFileSync(process.execPath, args, { encoding: 'utf8' });

const EMPTY = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1e3)';

/** The fastest of some runs, all in milliseconds of processor. */
async function benchStep(folder: string): Promise<void> {
  const atMs = await home(folder);
  const script = join(import.meta.dirname, 'learner', 'cold-step.ts');
  const runs = Array.from({ length: RUNS }, () => ({
    empty: Number(child('-e', EMPTY)),
    ...(JSON.parse(child(script, folder, String(atMs))) as Laps),
  }));
  const of = (name: keyof (typeof runs)[number]) => Math.min(...runs.map(run => run[name]));
  const [step, empty] = [of('step'), of('empty')];
  say('start of an empty process', `${empty.toFixed(1)} ms`);
  say(`reading ${of('loaded')} models, cold`, `${of('models').toFixed(1)} ms`);
  say('the strategy asked about two symbols, cold', `${of('look').toFixed(1)} ms`);
  const ratio = (step / empty).toFixed(2);
  say(
    `a learning step of ${of('experts')} experts, cold`,
    `${step.toFixed(1)} ms, ${ratio} x an empty process`,
  );
}

function sealed(epochs: number, epochMs: number): SealedRecord[] {
  const records: SealedRecord[] = [];
  let link: ChainLink = GENESIS;
  const add = (entries: readonly { readonly type: string; readonly data: object }[], at: string) => {
    for (const { type, data } of entries) {
      const record = seal(link, {
        at,
        mode: 'simulated',
        account: 'SIM-1',
        type,
        data: data as SealedRecord['data'],
      });
      records.push(record);
      link = record;
    }
  };
  add([genesis()], isoTime(BEGIN));
  for (const entries of learnedEpochs(epochs, epochMs)) add(entries, isoTime(BEGIN));
  return records;
}

function benchYear(name: string, epochs: number, epochMs: number): void {
  const records = sealed(epochs, epochMs);
  const lines = records.map(formatLine);
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  const entries = records.map(toEntry);
  let state: HiveState | null = null;
  const fold = () => {
    state = null;
    for (const one of entries) state = project(state, one);
  };
  const repeats = Array.from({ length: 5 });
  const folding = median(repeats.map(() => clocked(fold)));
  const reading = median(repeats.map(() => clocked(() => lines.forEach(line => void JSON.parse(line)))));
  const text = encodeState(state!);
  const opening = median(repeats.map(() => clocked(() => decodeState(text))));
  say(`${name}: ${epochs} epochs, ${records.length} records`, `${megabytes(bytes)} of journal`);
  say('  folding them', `${folding.toFixed(0)} ms, ${(folding / reading).toFixed(1)} x reading their JSON`);
  say('  the state in a checkpoint', `${megabytes(text.length)}, opened in ${opening.toFixed(1)} ms`);
  if (text.length > STATE_GOAL_BYTES) fail(`a state of ${megabytes(text.length)}`);
}

function fail(what: string): void {
  console.error(`Beyond the goal: ${what}`);
  process.exitCode = 1;
}

const folder = mkdtempSync(join(tmpdir(), 'hive-bench-'));
try {
  await benchStep(folder);
  benchYear('a year of daily epochs', 365, DAY_MS);
  benchYear('a year of hourly epochs', 8_760, HOUR_MS);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

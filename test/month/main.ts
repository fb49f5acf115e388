/**
 * A month of a home in minutes: every slot of cron, each run the real command, with faults, restarts and a full disk in
 * between, and then every promise is looked after. `npm run month -- --days 30 --seed 42`
 */
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { JOB_COMMANDS, JOBS } from '../../src/lib/core/job.ts';
import { projectRoot } from '../support/cli.ts';
import { Life } from './life.ts';
import { type MonthOptions, readOptions } from './options.ts';
import { planOf } from './plan.ts';
import { momentsBetween } from './slots.ts';
import { mountSmallDisk } from './small-disk.ts';

/** A Tuesday. */
const START = Date.UTC(2026, 8, 1);

async function month(options: MonthOptions) {
  const base = options.home === null ? mkdtempSync(join(tmpdir(), 'hive-month-')) : resolve(options.home);
  mkdirSync(base, { recursive: true });
  const disk = mountSmallDisk(base);
  const home = join(disk?.folder ?? base, 'home');
  mkdirSync(home, { recursive: true });
  const moments = momentsBetween(START, START + options.spanMs, existingJobs());
  const life = new Life({ seed: options.seed, home, plan: planOf(options.seed, moments), disk });
  const startedAt = performance.now();
  life.begin(START);
  let tenth = 0;
  for (const [index, moment] of moments.entries()) {
    await life.live(moment);
    const now = Math.floor(((index + 1) * 10) / moments.length);
    if (now > tenth) {
      tenth = now;
      console.error(
        `${tenth * 10} %: ${life.runs.length} runs, ${life.broken.length} broken promises, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
      );
    }
  }
  await life.end(START + options.spanMs);
  return { life, home, disk, base, seconds: (performance.now() - startedAt) / 1_000 };
}

/** Jobs whose command this build has. */
function existingJobs() {
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'oclif.manifest.json'), 'utf8')) as {
    commands: object;
  };
  return JOBS.filter(job => {
    const words = JOB_COMMANDS[job].filter(word => !word.startsWith('-'));
    return words.join(':') in manifest.commands;
  });
}

const options = readOptions(process.argv.slice(2));
const { life, home, base } = await month(options);
const q = (a: number[], p: number) => a.toSorted((x, y) => x - y)[Math.floor(p * (a.length - 1))]?.toFixed(1);
for (const job of JOBS) {
  const own = life.runs.filter(run => run.job === job && run.cpuMs !== null);
  console.log(
    job,
    life.runs.filter(r => r.job === job).length,
    'cpu p50',
    q(
      own.map(r => r.cpuMs!),
      0.5,
    ),
    'p90',
    q(
      own.map(r => r.cpuMs!),
      0.9,
    ),
    'sum',
    own.reduce((s, r) => s + r.cpuMs!, 0).toFixed(0),
    'wall p50',
    q(
      own.map(r => r.ms),
      0.5,
    ),
  );
}
console.log(Object.fromEntries(life.struck), 'missed', life.missed.length);
console.log(
  life.hands.tick.rss / 1e6,
  life.hands.tick.handles,
  life.hands.cycle.rss / 1e6,
  life.hands.cycle.handles,
);
console.log(life.broken.length, life.broken.slice(0, 10).join('\n'));
console.log(base, home);

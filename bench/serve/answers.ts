import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../src/lib/app/compose.ts';
import { homePaths } from '../../src/lib/app/home.ts';
import { configSchema } from '../../src/lib/config/schema.ts';
import { writeLongJournal } from '../../test/support/long-journal.ts';

/** `node bench/serve/answers.ts 1000000`: how long a journal takes to be read, and how quickly answers are given then. */
const RECORDS = Number(process.argv[2] ?? 100_000);
const SECONDS = 3;

const root = mkdtempSync(join(tmpdir(), 'hive-bench-'));
const paths = homePaths(root);
mkdirSync(paths.state);
writeLongJournal(paths.journal, RECORDS);
const app = compose({ paths, config: configSchema.parse({}), clock: null });

/** Longest time between two turns of the event loop while `work` goes on. */
async function longestTurn(work: Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 0);
  await work;
  clearInterval(timer);
  return longest;
}

const startedMs = performance.now();
const startedCpu = process.cpuUsage();
const watch = await app.watch({ version: 'bench' });
const longest = await longestTurn(watch.refresh());
const { user, system } = process.cpuUsage(startedCpu);
const [wall, cpu] = [performance.now() - startedMs, (user + system) / 1_000];
console.log(
  `${RECORDS} records read in ${wall.toFixed(0)} ms (${cpu.toFixed(0)} ms of a core), longest turn ${longest.toFixed(0)} ms, ` +
    `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
);

for (const path of ['/api/crypto/status', '/api/crypto/trades', '/api/crypto/orders', '/api/equity']) {
  await watch.answer(path, {});
  const times: number[] = [];
  const endMs = performance.now() + SECONDS * 1_000;
  while (performance.now() < endMs) {
    const askedMs = performance.now();
    await watch.answer(path, {});
    times.push(performance.now() - askedMs);
    if (times.length % 100 === 0) await new Promise(resolve => setImmediate(resolve));
  }
  times.sort((a, b) => a - b);
  const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
  console.log(
    `${path.padEnd(24)} ${Math.round(times.length / SECONDS)} answers/s, p99 ${p99.toFixed(3)} ms, longest ${times.at(-1)?.toFixed(1)} ms`,
  );
}
watch.close();
app.close();
rmSync(root, { recursive: true });

/** Loaded into a process before its program: says now and then what it holds, after everything else was let go. */
import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const EVERY_MS = 2_000;
const file = process.env.MEMORY_PROBE_FILE;
setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

if (file) {
  setInterval(() => {
    collect();
    const { heapUsed, rss, external } = process.memoryUsage();
    appendFileSync(file, `${JSON.stringify({ pid: process.pid, heap: heapUsed + external, rss })}\n`);
  }, EVERY_MS).unref();
}

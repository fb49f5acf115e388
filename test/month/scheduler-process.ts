/**
 * `hive schedule run` as its command starts it, on a clock that is moved by whoever forked it; what it starts is done
 * there too. Arguments: the home, the moment at which it begins, and a file for what memory it holds.
 */
import { appendFileSync } from 'node:fs';
import { mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { adapters } from '../../src/lib/app/adapters.ts';
import { homePaths } from '../../src/lib/app/home.ts';
import type { ChildEnd, StartChild } from '../../src/lib/app/schedule/child.ts';
import { runSchedule } from '../../src/lib/app/schedule/run.ts';
import { systemClock } from '../../src/lib/app/system-clock.ts';
import { HOUR_MS } from '../../src/lib/core/interval.ts';
import { projectRoot } from '../support/cli.ts';
import { configOfFile } from './settings.ts';

export type Asked =
  | { readonly do: 'advance'; readonly toMs: number }
  | { readonly do: 'end'; readonly number: number; readonly code: number | null };

export interface Started {
  readonly number: number;
  readonly command: readonly string[];
}

/** Timers are fired in steps of that size: the clock stands still within one. */
const STEP_MS = 15_000;
/** What the schedule does when a timer has rung or a child has ended is done in fewer turns of the event loop. */
const TURNS = 3;

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;
const [root = '', beginMs = '', memoryFile = ''] = process.argv.slice(2);
const ends = new Map<number, (end: ChildEnd) => void>();
let started: Started[] = [];
let number = 0;

const start: StartChild = command => {
  const own = number++;
  started.push({ number: own, command });
  return { ended: new Promise(resolve => ends.set(own, resolve)), kill: () => {} };
};

async function settled(): Promise<void> {
  for (let left = TURNS; left > 0; left--) await turn();
}

async function advance(toMs: number): Promise<readonly Started[]> {
  started = [];
  while (Date.now() < toMs) {
    mock.timers.tick(Math.min(STEP_MS, toMs - Date.now()));
    await settled();
  }
  if (toMs % HOUR_MS === 0) noteMemory();
  return started;
}

function noteMemory(): void {
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  appendFileSync(memoryFile, `${JSON.stringify({ pid: process.pid, heap: heapUsed + external, rss })}\n`);
}

async function answer(asked: Asked): Promise<void> {
  if (asked.do === 'end') {
    ends.get(asked.number)?.({
      code: asked.code,
      signal: asked.code === null ? 'SIGKILL' : null,
      error: null,
    });
    ends.delete(asked.number);
    await settled();
  }
  process.send?.(asked.do === 'advance' ? await advance(asked.toMs) : []);
}

mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Number(beginMs) });
const paths = homePaths(root);
const machine = { call: async () => null, start, unitFolders: { user: root, system: root }, isRoot: false };
const never = new AbortController().signal;
process.on('message', (asked: Asked) => void answer(asked));
await runSchedule(adapters({ paths, config: configOfFile(paths.config), clock: systemClock }), machine, {
  root: projectRoot,
  configFile: undefined,
  serve: null,
  stop: never,
  kill: never,
  say: () => {},
  warn: () => {},
  onStart: async () => void process.send?.('ready'),
});

/**
 * How quick backtests are: the engine alone, from the store to the tables, ten million bars, a forest retrained every
 * day, and a sweep of 1,000 points. Each part in a process of its own, so that its memory is its own.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const PARTS = [
  'backtest/engine.ts',
  'backtest/from-store.ts',
  'backtest/ten-million.ts',
  'forest-walk-forward.ts',
  'sweep.ts',
];

for (const part of PARTS) {
  console.log(`\n## ${part}`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, part)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

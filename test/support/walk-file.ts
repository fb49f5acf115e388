import { writeFileSync } from 'node:fs';
import { isoTime } from '../../src/lib/core/clock.ts';
import { HOUR_MS } from '../../src/lib/core/interval.ts';
import { mulberry32, normal } from '../../src/lib/core/random.ts';

export interface WalkFileOptions {
  readonly bars?: number;
  readonly seed?: number;
}

/** Writes hourly bars of a seeded random walk as a CSV file. @returns its path. */
export function walkFile(path: string, { bars = 600, seed = 1 }: WalkFileOptions = {}): string {
  const random = mulberry32(seed);
  const lines = ['time,open,high,low,close,volume'];
  let open = 100;
  for (let bar = 0; bar < bars; bar++) {
    const close = Number(Math.max(1, open * (1 + 0.01 * normal(random))).toFixed(2));
    const time = isoTime(Date.UTC(2024, 0, 1) + bar * HOUR_MS);
    lines.push([time, open, Math.max(open, close), Math.min(open, close), close, 10].join(','));
    open = close;
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

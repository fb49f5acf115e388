import { existsSync, readFileSync } from 'node:fs';
import { type Check, kept } from './checks/check.ts';

const MIB = 1024 * 1024;
/** Part of the samples in which a process comes to its size. */
const WARM_UP = 0.3;
const FEWEST = 8;
/** What live memory may grow by over the rest of a run, by the line through the samples. */
const HEAP_BOUND_MIB = 16;
/** The same for what the system counts, which moves as the collector likes. */
const RSS_BOUND_MIB = 64;

interface Sample {
  readonly pid: number;
  readonly heap: number;
  readonly rss: number;
}

/**
 * Whether the memory of a process stayed flat; of several, one after the other, that of the longest life. Too few samples
 * prove nothing, and are said to.
 */
export function memoryIsFlat(name: string, file: string): Check {
  const all = existsSync(file) ? longestLife(samplesIn(file)) : [];
  const samples = all.slice(Math.floor(all.length * WARM_UP));
  if (samples.length < FEWEST) return kept(name, `${samples.length} samples are too few to say`);
  const [heap, rss] = (['heap', 'rss'] as const).map(part =>
    growth(samples.map(sample => sample[part] / MIB)),
  );
  const broken = [
    ...(heap! <= HEAP_BOUND_MIB ? [] : [`live memory grew by ${heap!.toFixed(1)} MiB`]),
    ...(rss! <= RSS_BOUND_MIB ? [] : [`resident memory grew by ${rss!.toFixed(1)} MiB`]),
  ];
  const last = samples.at(-1)!;
  const seen = `live ${mib(last.heap)} MiB (${signed(heap!)}), resident ${mib(last.rss)} MiB (${signed(rss!)})`;
  return kept(name, `${seen} over ${samples.length} samples`, broken);
}

const samplesIn = (file: string): Sample[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Sample);

function longestLife(samples: readonly Sample[]): readonly Sample[] {
  const lives = Object.values(Object.groupBy(samples, ({ pid }) => pid));
  return lives.reduce<readonly Sample[]>((best, life) => (life!.length > best.length ? life! : best), []);
}

const mib = (bytes: number): string => (bytes / MIB).toFixed(0);
const signed = (value: number): string => `${value >= 0 ? '+' : ''}${value.toFixed(1)}`;

/** What the least-squares line through the values rises by from the first to the last. */
export function growth(values: readonly number[]): number {
  const n = values.length;
  const meanX = (n - 1) / 2;
  const meanY = values.reduce((sum, value) => sum + value, 0) / n;
  const [top, bottom] = values.reduce(
    ([a, b], value, x) => [a + (x - meanX) * (value - meanY), b + (x - meanX) ** 2],
    [0, 0],
  );
  return (top / bottom) * (n - 1);
}

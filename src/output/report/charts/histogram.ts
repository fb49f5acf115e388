import type { Histogram } from '../page-data.ts';

const TARGET_BINS = 32;
const MAX_BINS = 60;

/** Counts of values in bins of a round width (1, 2 or 5 times a power of ten); the outermost bins take what is beyond. */
export function histogram(values: readonly number[]): Histogram {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return { from: 0, width: 0.01, counts: [] };
  const [low, high] = finite.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [0, 0]);
  const width = roundWidth(Math.max(high - low, 1e-4) / TARGET_BINS);
  const first = Math.floor(low / width);
  const bins = Math.min(MAX_BINS, Math.floor(high / width) - first + 1);
  const counts = new Array<number>(bins).fill(0);
  for (const value of finite) {
    const bin = Math.floor(value / width) - first;
    counts[Math.min(bins - 1, Math.max(0, bin))]!++;
  }
  return { from: first * width, width, counts };
}

function roundWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return power * (([1, 2, 5] as const).find(step => step * power >= width) ?? 10);
}

import type { EquityLines } from '../page-data.ts';

/** [milliseconds, dollars]. */
export type MoneyPoint = readonly [timeMs: number, dollars: number];

const MAX_BUCKETS = 1_000;

/** Equity, benchmark and drawdown on one time axis; long runs keep first, lowest, highest and last of each stretch. */
export function equityLines(equity: readonly MoneyPoint[], benchmark: readonly MoneyPoint[]): EquityLines {
  const drawdown = drawdowns(equity);
  const kept = keptPoints(equity);
  const at = alignedTo(benchmark);
  return {
    time: kept.map(i => Math.floor(equity[i]![0] / 1000)),
    equity: kept.map(i => rounded(equity[i]![1], 2)),
    benchmark: kept.map(i => at(equity[i]![0])),
    drawdown: kept.map(i => rounded(drawdown[i]!, 5)),
  };
}

export const rounded = (value: number, decimals: number): number => {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
};

/** Share below the highest equity so far: 0 at a peak, -0.2 a fifth below it. */
export function drawdowns(equity: readonly MoneyPoint[]): number[] {
  let peak = Number.NEGATIVE_INFINITY;
  return equity.map(([, dollars]) => {
    peak = Math.max(peak, dollars);
    return peak > 0 ? dollars / peak - 1 : 0;
  });
}

function keptPoints(equity: readonly MoneyPoint[]): number[] {
  const size = Math.ceil(equity.length / MAX_BUCKETS);
  if (size <= 4) return equity.map((_, i) => i);
  const kept = new Set<number>();
  for (let from = 0; from < equity.length; from += size) {
    const to = Math.min(equity.length, from + size);
    let [lowest, highest] = [from, from];
    for (let i = from; i < to; i++) {
      if (equity[i]![1] < equity[lowest]![1]) lowest = i;
      if (equity[i]![1] > equity[highest]![1]) highest = i;
    }
    for (const i of [from, lowest, highest, to - 1]) kept.add(i);
  }
  return [...kept].sort((a, b) => a - b);
}

/** Looks a rising list of times up: the last value at or before each; null before the first. */
function alignedTo(points: readonly MoneyPoint[]): (timeMs: number) => number | null {
  let next = 0;
  return timeMs => {
    while (next < points.length && points[next]![0] <= timeMs) next++;
    return next > 0 ? rounded(points[next - 1]![1], 2) : null;
  };
}

import { indexAtOrAfter } from '../../core/bar-series.ts';
import type { EngineInput, EngineRun } from '../engine-run.ts';

/**
 * Moments from which on the future is taken away: half of them spread evenly over the longest series, the others just
 * after bars whose signals opened trades and after the bars in which they were opened. Rising, each once, at most
 * `most`, and none before every symbol has a bar.
 */
export function cutPoints(input: EngineInput, run: EngineRun, most: number): number[] {
  const first = Math.max(...input.symbols.map(({ series }) => series.time[0] ?? Infinity));
  const points = new Set(spreadPoints(input, first, most >> 1));
  for (const point of entryPoints(input, run, most - points.size)) {
    if (points.size < most && point > first) points.add(point);
  }
  return [...points].sort((a, b) => a - b);
}

function spreadPoints({ symbols }: EngineInput, first: number, count: number): number[] {
  const { series } = symbols.reduce((a, b) => (b.series.length > a.series.length ? b : a));
  const from = indexAtOrAfter(series, first) + 1;
  const bars = series.length - from;
  if (bars <= 0) return [];
  const taken = Math.min(count, bars);
  return Array.from(
    { length: taken },
    (_, i) => series.time[from + Math.floor(((i + 1) * bars) / (taken + 1))]!,
  );
}

/** Moments at which the bars after a signal and after its entry open, for trades spread over all of them. */
function entryPoints({ symbols }: EngineInput, { trades }: EngineRun, count: number): number[] {
  const taken = Math.min(trades.length, Math.ceil(count / 2));
  return Array.from({ length: taken }, (_, i) => trades.at(Math.floor((i * trades.length) / taken)))
    .flatMap(({ symbol, signalBar, entryBar }) => {
      const { time } = symbols[symbol]!.series;
      return [time[signalBar + 1], time[entryBar + 1]];
    })
    .filter(moment => moment !== undefined);
}

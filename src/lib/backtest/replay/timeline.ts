import { indexAtOrAfter } from '../../core/bar-series.ts';
import type { SymbolInput } from '../engine-run.ts';

/** One bar of one symbol: its turn at one moment. */
export interface Turn {
  /** Index into the symbols of the input. */
  readonly symbol: number;
  readonly bar: number;
}

/** Open time of the first tradable bar of any symbol; Infinity when there is none. */
const startOf = (symbols: readonly SymbolInput[]): number =>
  Math.min(...symbols.map(({ series, firstBar }) => series.time[firstBar] ?? Number.POSITIVE_INFINITY));

/**
 * Goes through the open times of all bars from the first tradable one on, oldest first, with the turns of each: the
 * bars that open then and are tradable, in the order of the symbols.
 */
export function playTimeline(
  symbols: readonly SymbolInput[],
  play: (timeMs: number, turns: readonly Turn[]) => void,
): void {
  const start = startOf(symbols);
  const next = symbols.map(({ series }) => indexAtOrAfter(series, start));
  for (;;) {
    const timeMs = earliest(symbols, next);
    if (timeMs === Number.POSITIVE_INFINITY) return;
    const turns: Turn[] = [];
    for (let symbol = 0; symbol < symbols.length; symbol++) {
      const { series, firstBar } = symbols[symbol]!;
      const bar = next[symbol]!;
      if (series.time[bar] !== timeMs) continue;
      next[symbol] = bar + 1;
      if (bar >= firstBar) turns.push({ symbol, bar });
    }
    play(timeMs, turns);
  }
}

function earliest(symbols: readonly SymbolInput[], next: readonly number[]): number {
  let timeMs = Number.POSITIVE_INFINITY;
  for (let symbol = 0; symbol < symbols.length; symbol++) {
    const candidate = symbols[symbol]!.series.time[next[symbol]!];
    if (candidate !== undefined && candidate < timeMs) timeMs = candidate;
  }
  return timeMs;
}

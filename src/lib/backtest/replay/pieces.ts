import { type BarSeries, indexAtOrAfter } from '../../core/bar-series.ts';
import { intervalMs } from '../../core/interval.ts';
import type { SymbolInput } from '../engine-run.ts';

/** Rows `from` up to but excluding `to` of a series: what the inside of one bar is looked at in. */
export interface Pieces {
  readonly series: BarSeries;
  readonly from: number;
  readonly to: number;
  /** Whether these are finer bars, each with an open of its own; else the one piece is the bar itself. */
  readonly finer: boolean;
}

/** The finer bars inside bar `bar`; the bar itself when there are none. */
export function piecesOf({ series, detail }: SymbolInput, bar: number): Pieces {
  const itself = { series, from: bar, to: bar + 1, finer: false };
  if (!detail) return itself;
  const opens = series.time[bar]!;
  const from = indexAtOrAfter(detail, opens);
  const to = indexAtOrAfter(detail, opens + intervalMs(series.interval));
  return to > from ? { series: detail, from, to, finer: true } : itself;
}

import type { BarSeries } from '../core/bar-series.ts';
import type { Action } from '../core/signal.ts';
import type { BarrierWidths } from './exit-plan.ts';

/** Codes of actions in typed arrays. */
export const CODE: Readonly<Record<Action, -1 | 0 | 1>> = { BUY: 1, SELL: -1, HOLD: 0 };

/**
 * A strategy at work on the bars of one symbol. It reads each bar once, oldest first, and says its action before it
 * sees the next one, so that it cannot look ahead. It knows nothing of money or positions.
 */
export interface SignalStream {
  /** Reads all bars of `chunk` (they follow those of the last call) and writes the code of each into `out`. */
  advance(chunk: BarSeries, out: Int8Array): void;
  /** Why the action of bar `index`, counted from the first bar read, was said: the entry tag. Only for codes that are not 0. */
  tagOf(index: number, code: number): string;
}

/** What was said at the close of every bar of one symbol; columns are aligned with its series. */
export interface SignalTrack {
  /** 1 BUY, -1 SELL, 0 HOLD. */
  readonly codes: Int8Array;
  /** Confidence of each action in [0, 1]; null when it is 1 everywhere. */
  readonly confidence: Float64Array | null;
  /** Distances of the barriers of a bet made at each bar; null where the strategy sets none. */
  readonly widths: ((bar: number) => BarrierWidths | null) | null;
  tagOf(bar: number): string;
}

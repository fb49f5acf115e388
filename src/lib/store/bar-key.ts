import type { Interval } from '../core/interval.ts';

/** Where a stored bar came from; bars of different sources never mix. */
export interface BarKey {
  readonly source: string;
  readonly symbol: string;
  readonly interval: Interval;
}

export interface BarSpan {
  readonly fromMs?: number;
  /** Exclusive. */
  readonly toMs?: number;
}

/** One candle. `timeMs` is the open time in UTC epoch milliseconds; the bar closes at `timeMs + interval`. */
export interface Bar {
  readonly timeMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Base units traded: coins for crypto, shares for stocks. */
  readonly volume: number;
}

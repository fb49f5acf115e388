export const ACTIONS = ['BUY', 'SELL', 'HOLD'] as const;
export type Action = (typeof ACTIONS)[number];

/** What a strategy says of one symbol at one moment. It knows nothing of money or positions. */
export interface Signal {
  readonly symbol: string;
  readonly action: Action;
  /** Calibrated probability of the side taken, in [0, 1]; for HOLD, that of the likelier side. */
  readonly confidence: number;
  /** Calibrated probability that the next epoch pays after costs; null for strategies that have none. */
  readonly probabilityUp: number | null;
  /** Close time of the newest bar that was read, UTC epoch milliseconds; null when no bar was read. */
  readonly barCloseMs: number | null;
}

import type { SignalTrack } from '../../trading/signals.ts';
import type { Params } from '../../trading/strategies/rule-strategy.ts';
import type { BacktestResult } from '../schemas/backtest.ts';
import type { LoadedBars } from './loaded-bars.ts';

export interface Tracks {
  /** One for each symbol of the bars. */
  readonly tracks: readonly SignalTrack[];
  /** Out-of-sample record of a learned strategy. */
  readonly walkForward: BacktestResult['walk_forward'];
  /** First bar of each symbol that may trade, where the strategy had to learn first; null to leave them as they are. */
  readonly firstBars: readonly number[] | null;
  /** Confidence at which the bet made at a bar's close breaks even; null when it is not known. */
  readonly breakEven: ((symbol: number, bar: number) => number | null) | null;
}

export interface TrackOptions {
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Threads for what can be spread over some; as many as the machine has when left out. */
  readonly workers?: number;
}

/** A strategy with its parameters, ready for bars. */
export interface Choice {
  readonly name: string;
  readonly params: Params;
  /** Of the user's own file. */
  readonly moduleSha256: string | null;
  /** Whether HIVE trades with it: its limits are then the default size. */
  readonly isHives: boolean;
  /** Bars before the first that may trade, to warm up on or to learn from. */
  readonly warmUpBars: number;
  /** The epoch of its decisions; null when it decides at every bar. */
  readonly epochMs: number | null;
  tracks(bars: LoadedBars, options: TrackOptions): Promise<Tracks>;
}

import type { SignalTrack } from '../../trading/signals.ts';
import type { ExitModel } from '../execution.ts';

/** Distances of a position's exits in parts per billion of the entry's quote; null for no such exit. */
export interface ExitDistances {
  readonly stop: bigint | null;
  readonly target: bigint | null;
  readonly trail: bigint | null;
}

const ppb = (distance: number | null): bigint | null => (distance === null ? null : BigInt(distance));
const fromShare = (share: number, most: number): bigint => BigInt(Math.round(Math.min(most, share) * 1e9));

/** The distances asked for; where none is, those of the strategy's own bet at the signal's bar. */
export function exitDistances(exits: ExitModel, track: SignalTrack, signalBar: number): ExitDistances {
  const bet = track.widths?.(signalBar) ?? null;
  return {
    stop: ppb(exits.stopLossPpb) ?? (bet && fromShare(bet.stop, 1)),
    target: ppb(exits.takeProfitPpb) ?? (bet && fromShare(bet.target, Number.POSITIVE_INFINITY)),
    trail: ppb(exits.trailingStopPpb),
  };
}

import type { AssetClass } from '../../core/instrument.ts';
import { normal, type Random } from '../../core/random.ts';

/** Log volume: an AR(1) plus a response to volatility and to the size of the move, set by class. */
const FIGURES = {
  crypto: { persistence: 0.85, noise: 0.18, byVolatility: 0.5, byMove: 0.16 },
  stock: { persistence: 0.7, noise: 0.2, byVolatility: 0.4, byMove: 0.3 },
} as const;
/** Mean size of a standard normal move. */
const TYPICAL_MOVE = 0.8;

/** Daily volumes of one symbol as multiples of its usual volume; always positive. */
export class VolumeChain {
  private readonly figures: (typeof FIGURES)[AssetClass];
  private interest = 0;

  constructor(assetClass: AssetClass) {
    this.figures = FIGURES[assetClass];
  }

  /** `move` is the day's return in standard deviations. */
  next(day: { readonly logVolatility: number; readonly move: number }, random: Random): number {
    const { persistence, noise, byVolatility, byMove } = this.figures;
    this.interest = persistence * this.interest + noise * normal(random);
    const response = byVolatility * day.logVolatility + byMove * (Math.abs(day.move) - TYPICAL_MOVE);
    return Math.exp(this.interest + response);
  }
}

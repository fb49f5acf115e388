import type { Signal } from '../../core/signal.ts';

export interface ForecastInput {
  readonly symbol: string;
  /** Calibrated probability that the next horizon pays after costs. */
  readonly probabilityUp: number;
  readonly barCloseMs: number;
  /** Probability from which a bet is worth making; one half where the break-even is not asked for. */
  readonly worthwhile?: number;
}

/** The model's view as a signal: BUY when the bet is worth making, else SELL, which means cash. */
export function forestSignal({ symbol, probabilityUp, barCloseMs, worthwhile = 0.5 }: ForecastInput): Signal {
  const up = probabilityUp >= worthwhile;
  return {
    symbol,
    action: up ? 'BUY' : 'SELL',
    confidence: up ? probabilityUp : 1 - probabilityUp,
    probabilityUp,
    barCloseMs,
  };
}

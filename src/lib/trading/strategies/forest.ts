import type { Signal } from '../../core/signal.ts';

export interface ForecastInput {
  readonly symbol: string;
  /** Calibrated probability that the next horizon pays after costs. */
  readonly probabilityUp: number;
  readonly barCloseMs: number;
}

/** The model's view as a signal: BUY when paying is likelier than not, else SELL, which means cash. */
export function forestSignal({ symbol, probabilityUp, barCloseMs }: ForecastInput): Signal {
  const up = probabilityUp >= 0.5;
  return {
    symbol,
    action: up ? 'BUY' : 'SELL',
    confidence: up ? probabilityUp : 1 - probabilityUp,
    probabilityUp,
    barCloseMs,
  };
}

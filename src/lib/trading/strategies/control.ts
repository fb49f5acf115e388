import { controlAction } from '../../core/control-odds.ts';
import { hashKey, hashText, mulberry32 } from '../../core/random.ts';
import type { Signal } from '../../core/signal.ts';

export interface ControlDraw {
  readonly signal: Signal;
  readonly seed: number;
  /** Uniform draws in order: the action, the confidence. */
  readonly draws: readonly [number, number];
}

/**
 * The random control arm: 40 % BUY, 30 % SELL, 30 % HOLD, confidence uniform in [0, 1). A function of the
 * seed, the book, the symbol and the epoch, so that a tick that runs again draws the same.
 */
export function controlSignal(seed: number, symbol: string, epoch: number): ControlDraw {
  const key = hashKey(seed, hashText(symbol), epoch, Math.floor(epoch / 4294967296));
  const random = mulberry32(key);
  const draws = [random(), random()] as const;
  const action = controlAction(draws[0]);
  return {
    signal: { symbol, action, confidence: draws[1], probabilityUp: null, barCloseMs: null },
    seed: key,
    draws,
  };
}

import { hashKey, hashText, mulberry32 } from '../../core/random.ts';

/** Where a decision stands; the same place always gives the same draw. */
export interface DrawPlace {
  readonly seed: number;
  readonly symbol: string;
  readonly epoch: number;
}

/** Everything needed to draw again. Plain JSON. */
export interface StakeDraw {
  readonly algorithm: 'mulberry32';
  /** Seed of the generator, mixed from the place. */
  readonly key: number;
  /** Its first draw, in [0, 1). */
  readonly draw: number;
  /** Index of the action drawn. */
  readonly index: number;
  /** Probability it had; above 0. */
  readonly propensity: number;
}

/**
 * Draws an action by its odds.
 * @throws RangeError on odds that are no distribution
 */
export function drawStake(odds: readonly number[], { seed, symbol, epoch }: DrawPlace): StakeDraw {
  checkOdds(odds);
  const key = hashKey(seed, hashText(symbol), epoch);
  const draw = mulberry32(key)();
  let index = -1;
  let above = 0;
  // An action without probability is never taken, whatever sums round to.
  for (let i = 0; i < odds.length && above <= draw; i++) {
    if (odds[i] === 0) continue;
    index = i;
    above += odds[i]!;
  }
  return { algorithm: 'mulberry32', key, draw, index, propensity: odds[index]! };
}

/** @throws RangeError on odds that are negative, not finite or do not sum to 1. */
export function checkOdds(odds: readonly number[]): void {
  const sum = odds.reduce((total, p) => total + p, 0);
  if (odds.every(p => p >= 0) && Math.abs(sum - 1) <= 1e-9) return;
  throw new RangeError(`odds ${odds.join(', ')} are no distribution`);
}

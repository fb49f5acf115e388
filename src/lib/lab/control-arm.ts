import type { Random } from '../core/random.ts';

const BUY = 0.4;
const SELL = 0.3;
const CONFIDENT = 0.7;

/** BUY four times in ten, SELL three, HOLD three; a uniform confidence lets three in ten of them trade. */
export function controlExposure(held: number, random: Random): number {
  const said = random();
  const isConfident = random() > CONFIDENT;
  if (!isConfident || said >= BUY + SELL) return held;
  return said < BUY ? 1 : 0;
}

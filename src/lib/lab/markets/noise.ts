import { mulberry32, normal, type Random } from '../../core/random.ts';
import { CLIP, clipped } from './path.ts';

/** Makes the noise of one tick after the other, mean 0, in units of `TICK_SD`. */
export type Noise = () => number;

/** Independent standard normal draws. */
export function gaussian(seed: number): Noise {
  const random = mulberry32(seed);
  return () => normal(random);
}

/** Student's t with `freedom` degrees (a whole number above 2), scaled to variance 1. */
export function student(random: Random, freedom: number): number {
  const z = normal(random);
  let product = 1;
  for (let i = 0; i < freedom >> 1; i++) product *= 1 - random();
  // Minus twice the logarithm of a product of k uniforms is chi-squared with 2 k degrees.
  const chiSquared = -2 * Math.log(product) + (freedom % 2 === 1 ? normal(random) ** 2 : 0);
  return (z / Math.sqrt(chiSquared / freedom)) * Math.sqrt((freedom - 2) / freedom);
}

const OMEGA = 0.05;
const SHOCK = 0.1;
const MEMORY = 0.85;

/**
 * GARCH(1, 1) of variance 1 with t4 innovations, no move beyond `limit`. Symmetric, so its mean given the past is 0
 * exactly.
 */
export function garch(seed: number, limit = CLIP): Noise {
  const random = mulberry32(seed);
  let variance = 1;
  return () => {
    const move = clipped(Math.sqrt(variance) * student(random, 4), limit);
    variance = OMEGA + SHOCK * move * move + MEMORY * variance;
    return move;
  };
}

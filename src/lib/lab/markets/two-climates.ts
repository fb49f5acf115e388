import { hashKey, mulberry32 } from '../../core/random.ts';
import { gaussian } from './noise.ts';
import { clipped, type Market, pathOf } from './path.ts';

const STAY = 0.992;
const CALM = 0.6;
const WILD = 1.6;

/**
 * G1: calm and wild times of some 125 ticks each. Moves go on in wild times and turn back in calm ones, so that whoever
 * does not tell them apart sees almost nothing. `wild` is 1 in wild times.
 */
export function twoClimates(
  seed: number,
  ticks: number,
  phi: number,
): Market & { readonly wild: Uint8Array } {
  const noise = gaussian(seed);
  const random = mulberry32(hashKey(seed, 8));
  const moves = new Float64Array(ticks);
  const mean = new Float64Array(ticks);
  const wild = new Uint8Array(ticks);
  let isWild = false;
  let previous = 0;
  for (let t = 0; t < ticks; t++) {
    if (random() >= STAY) isWild = !isWild;
    mean[t] = (isWild ? phi : -phi) * previous;
    previous = clipped(mean[t]! + (isWild ? WILD : CALM) * noise());
    moves[t] = previous;
    wild[t] = isWild ? 1 : 0;
  }
  return { ...pathOf(moves), mean, wild };
}

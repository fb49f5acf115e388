import type { Random } from '../core/random.ts';

/** Fills `out` with indexes below its length; see stationaryIndexes. */
export function drawStationary(out: Int32Array, restart: number, random: Random): void {
  const n = out.length;
  let at = Math.floor(random() * n);
  for (let i = 0; i < n; i++) {
    if (i > 0) {
      if (random() < restart) at = Math.floor(random() * n);
      else at = at + 1 === n ? 0 : at + 1;
    }
    out[i] = at;
  }
}

/**
 * One resample of the stationary bootstrap: blocks that begin anywhere, follow the series around its end and have
 * geometric lengths, so that dependence over a few periods survives.
 * @param n length of series and resample
 * @param meanBlock mean length of a block, 1 or more
 * @see Politis and Romano (1994), JASA 89(428)
 */
export function stationaryIndexes(n: number, meanBlock: number, random: Random): Int32Array {
  const out = new Int32Array(n);
  if (n > 0) drawStationary(out, 1 / meanBlock, random);
  return out;
}

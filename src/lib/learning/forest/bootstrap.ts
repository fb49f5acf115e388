import type { Random } from '../../core/random.ts';

/** Draws row numbers with fixed probabilities, one at a time. */
export type RowSampler = (random: Random) => number;

/**
 * Walker's alias method: O(n) to make, O(1) a draw, probability of row i = weights[i] / sum.
 * @see Vose, "A linear algorithm for generating random numbers with a given distribution" (1991)
 */
export function weightedSampler(weights: Float64Array): RowSampler {
  const { accept, alias } = aliasTable(weights);
  const rows = weights.length;
  return random => {
    const row = Math.floor(random() * rows);
    return accept[row]! >= 1 || random() < accept[row]! ? row : alias[row]!;
  };
}

interface AliasTable {
  /** Probability that a draw of row i stays with i. */
  readonly accept: Float64Array;
  /** The row it goes to otherwise. */
  readonly alias: Int32Array;
}

function aliasTable(weights: Float64Array): AliasTable {
  const rows = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = weights.map(weight => (weight / total) * rows);
  const accept = new Float64Array(rows).fill(1);
  const alias = Int32Array.from({ length: rows }, (_, row) => row);
  const small: number[] = [];
  const large: number[] = [];
  share.forEach((value, row) => {
    (value < 1 ? small : large).push(row);
  });
  while (small.length > 0 && large.length > 0) {
    const giver = large.pop()!;
    const taker = small.pop()!;
    accept[taker] = share[taker]!;
    alias[taker] = giver;
    share[giver] = share[giver]! + share[taker]! - 1;
    (share[giver]! < 1 ? small : large).push(giver);
  }
  return { accept, alias };
}

/** Draws as many rows as there are, with replacement; `counts[i]` becomes how often row i came. */
export function drawCounts(sampler: RowSampler, random: Random, counts: Int32Array): void {
  counts.fill(0);
  for (let draw = 0; draw < counts.length; draw++) {
    const row = sampler(random);
    counts[row] = counts[row]! + 1;
  }
}

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
  const share = shares(weights);
  const accept = new Float64Array(rows).fill(1);
  const alias = new Int32Array(rows);
  // Two stacks in one array: rows with less than their share grow from its start, the others from its end.
  const stacks = new Int32Array(rows);
  let small = 0;
  let large = rows;
  for (let row = 0; row < rows; row++) {
    alias[row] = row;
    if (share[row]! < 1) stacks[small++] = row;
    else stacks[--large] = row;
  }
  while (small > 0 && large < rows) {
    const giver = stacks[large++]!;
    const taker = stacks[--small]!;
    accept[taker] = share[taker]!;
    alias[taker] = giver;
    share[giver] = share[giver]! + share[taker]! - 1;
    if (share[giver]! < 1) stacks[small++] = giver;
    else stacks[--large] = giver;
  }
  return { accept, alias };
}

/** Weights over their mean. */
function shares(weights: Float64Array): Float64Array {
  let total = 0;
  for (let row = 0; row < weights.length; row++) total += weights[row]!;
  const share = new Float64Array(weights.length);
  for (let row = 0; row < share.length; row++) share[row] = (weights[row]! / total) * weights.length;
  return share;
}

/** Draws as many rows as there are, with replacement; `counts[i]` becomes how often row i came. */
export function drawCounts(sampler: RowSampler, random: Random, counts: Int32Array): void {
  counts.fill(0);
  for (let draw = 0; draw < counts.length; draw++) {
    const row = sampler(random);
    counts[row] = counts[row]! + 1;
  }
}

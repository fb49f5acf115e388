import { poolAdjacentViolators } from './isotonic.ts';
import type { ScoreTable } from './score-table.ts';

/**
 * Inductive Venn-Abers: the isotonic value at `score` after adding it to the calibration pairs once with label 0
 * and once with label 1. One of the two is a calibrated probability whatever the distribution, so their distance
 * is honest about how little is known near this score. `score` is in the table's units.
 * @returns `[p0, p1]` with p0 <= p1.
 * @see Vovk, Petej and Fedorova (2015), NeurIPS 28.
 */
export function vennAbers(table: ScoreTable, score: number): readonly [number, number] {
  return [isotonicAfterAdding(table, score, 0), isotonicAfterAdding(table, score, 1)];
}

/** One probability from the pair: the minimax choice under log loss, p1 / (1 - p0 + p1). */
export const mergedProbability = ([p0, p1]: readonly [number, number]): number => p1 / (1 - p0 + p1);

function isotonicAfterAdding(table: ScoreTable, score: number, label: 0 | 1): number {
  const place = lowerBound(table.scores, score);
  const known = table.scores[place] === score;
  const size = table.scores.length + (known ? 0 : 1);
  const means = new Float64Array(size);
  const weights = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const source = i > place && !known ? i - 1 : i;
    const added = i === place;
    const old = !added || known;
    const ones = (old ? table.ones[source]! : 0) + (added ? label : 0);
    weights[i] = (old ? table.zeros[source]! + table.ones[source]! : 0) + (added ? 1 : 0);
    means[i] = ones / weights[i]!;
  }
  return poolAdjacentViolators(means, weights)[place]!;
}

/** First position whose value is not below `value`. */
function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Scores are kept in steps of 1/1000: finer than any forest's noise, and small in a file. */
const STEPS = 1000;

/**
 * Calibration pairs grouped by score: `scores` are whole thousandths, strictly rising; `zeros` and `ones` count
 * the labels seen at each. Grouping loses nothing: isotonic methods pool equal scores anyway.
 */
export interface ScoreTable {
  readonly scores: readonly number[];
  readonly zeros: readonly number[];
  readonly ones: readonly number[];
}

/** A raw score in [0, 1] in thousandths. */
export const quantise = (score: number): number => Math.round(Math.min(1, Math.max(0, score)) * STEPS);

export function tabulate(scores: ArrayLike<number>, labels: ArrayLike<number>): ScoreTable {
  const counts = new Map<number, [zeros: number, ones: number]>();
  for (let i = 0; i < scores.length; i++) {
    const key = quantise(scores[i]!);
    const cell = counts.get(key) ?? [0, 0];
    cell[labels[i] === 1 ? 1 : 0]++;
    counts.set(key, cell);
  }
  const rows = [...counts].sort(([a], [b]) => a - b);
  return {
    scores: rows.map(([score]) => score),
    zeros: rows.map(([, [zeros]]) => zeros),
    ones: rows.map(([, [, ones]]) => ones),
  };
}

import type { OutOfBag } from '../learner.ts';
import { LEAF_LEVELS, type Tree } from './tree.ts';
import { leafLevel, rowMajor } from './walk.ts';

/** A score is known to half a leaf level; nearer to 0 or 1 it may not come when a logarithm is taken. */
const SCORE_RESOLUTION = 0.5 / LEAF_LEVELS;

/** Collects, for each row, the votes of the trees that did not see it. */
export class OutOfBagVotes {
  readonly #features: number;
  readonly #bins: Uint8Array;
  readonly #levels: Float64Array;
  readonly #trees: Int32Array;

  constructor(columns: readonly Uint8Array[], rows: number) {
    this.#features = columns.length;
    this.#bins = rowMajor(columns, rows);
    this.#levels = new Float64Array(rows);
    this.#trees = new Int32Array(rows);
  }

  /** `counts[i]` is how often row i was in the bag of `tree`. */
  add(tree: Tree, counts: Int32Array): void {
    for (let row = 0; row < counts.length; row++) {
      if (counts[row]! > 0) continue;
      this.#levels[row] = this.#levels[row]! + leafLevel(tree, this.#bins, row * this.#features);
      this.#trees[row] = this.#trees[row]! + 1;
    }
  }

  /** Means over the rows that were out of bag, each counted once; null when none was. */
  summary(labels: Uint8Array): OutOfBag | null {
    let covered = 0;
    let loss = 0;
    let right = 0;
    labels.forEach((label, row) => {
      const trees = this.#trees[row]!;
      if (trees === 0) return;
      const score = this.#levels[row]! / (LEAF_LEVELS * trees);
      covered += 1;
      loss -= Math.log(Math.max(SCORE_RESOLUTION, label === 1 ? score : 1 - score));
      right += Number(score >= 0.5) === label ? 1 : 0;
    });
    if (covered === 0) return null;
    return { coverage: covered / labels.length, logLoss: loss / covered, accuracy: right / covered };
  }
}

import type { JsonValue } from '../../core/canonical-json.ts';
import { checkRow } from '../check-input.ts';
import type { FittedModel, OutOfBag } from '../learner.ts';
import { binOf } from './quantise.ts';
import { LEAF_LEVELS, type Tree } from './tree.ts';
import { leafLevel } from './walk.ts';

/** All that a fitted forest is. */
export interface ForestParts {
  /** Bin edges per feature, strictly rising. */
  readonly edges: readonly Float64Array[];
  readonly trees: readonly Tree[];
  readonly importance: readonly number[];
  /** Asked at most once, when somebody wants to know: the models of a calibration are never asked. */
  readonly outOfBag: () => OutOfBag | null;
}

/** A forest whose score is the mean of its leaf probabilities: a sum of whole numbers, so no order can change it. */
export class ForestModel implements FittedModel {
  readonly #parts: ForestParts;
  readonly #bins: Uint8Array;
  #outOfBag: OutOfBag | null | undefined;

  constructor(parts: ForestParts) {
    this.#parts = parts;
    this.#bins = new Uint8Array(parts.edges.length);
  }

  get importance(): readonly number[] {
    return this.#parts.importance;
  }

  get outOfBag(): OutOfBag | null {
    if (this.#outOfBag === undefined) this.#outOfBag = this.#parts.outOfBag();
    return this.#outOfBag;
  }

  /** @throws RangeError when `row` has a value that is not finite or the wrong length. */
  score(row: ArrayLike<number>): number {
    const { edges, trees } = this.#parts;
    checkRow(row, edges.length);
    for (let f = 0; f < edges.length; f++) this.#bins[f] = binOf(edges[f]!, row[f]!);
    let levels = 0;
    for (const tree of trees) levels += leafLevel(tree, this.#bins, 0);
    return levels / (LEAF_LEVELS * trees.length);
  }

  /** Edges as numbers, trees as their pre-order codes; the right links are found again on reading. */
  toJSON(): JsonValue {
    const { edges, trees, importance } = this.#parts;
    const { outOfBag } = this;
    return {
      edges: edges.map(column => Array.from(column)),
      importance: [...importance],
      outOfBag: outOfBag && { ...outOfBag },
      trees: trees.map(tree => Array.from(tree.codes)),
    };
  }
}

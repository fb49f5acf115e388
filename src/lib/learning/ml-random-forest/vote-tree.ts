import { integerWithin, modelInvalid, numberWithin } from '../model-reader.ts';

/** Deepest path, in splits, that a stored tree may have. */
export const MAX_DEPTH = 64;

/** A node of ml-cart as its JSON has it; only what prediction and importance read. */
export type LibraryNode = LibraryLeaf | LibrarySplit;

interface LibraryLeaf {
  /** One row: the share of each class, class 0 first. */
  readonly distribution: readonly (readonly number[])[];
}

interface LibrarySplit {
  /** Position among the features that the tree has drawn. Rows below `splitValue` go left. */
  readonly splitColumn: number;
  readonly splitValue: number;
  /** Gini decrease of the split. */
  readonly gain: number;
  readonly numberSamples: number;
  readonly left: LibraryNode;
  readonly right: LibraryNode;
}

/** Leaves keep the numbers of the split that was not made, so only the children tell. */
export const isSplit = (node: LibraryNode): node is LibrarySplit => 'left' in node;

/** Pre-order: a split is its column and its value, a leaf is -1 - vote. */
export function flatten(node: LibraryNode): number[] {
  if (!isSplit(node)) return [-1 - voteOf(node)];
  return [node.splitColumn, node.splitValue, ...flatten(node.left), ...flatten(node.right)];
}

/** The likelier class; class 0 wins a tie, as in the library. */
const voteOf = (leaf: LibraryLeaf): number => {
  const [none = 0, one = 0] = leaf.distribution[0] ?? [];
  return one > none ? 1 : 0;
};

export interface UnflattenOptions {
  /** Number of features that the tree has drawn. */
  readonly columns: number;
  /** Path in the document, for messages. */
  readonly where: string;
}

/**
 * Strict inverse of `flatten`. The numbers that only training reads (gain, samples) come back as 0.
 * @throws HiveError (data, MODEL_INVALID)
 */
export function unflatten(list: readonly unknown[], options: UnflattenOptions): LibraryNode {
  const reader = new TreeReader(list, options);
  const root = reader.node(0);
  if (reader.at !== list.length)
    throw modelInvalid(options.where, `goes on after its last leaf (${reader.at})`);
  return root;
}

class TreeReader {
  readonly #list: readonly unknown[];
  readonly #options: UnflattenOptions;
  at = 0;

  constructor(list: readonly unknown[], options: UnflattenOptions) {
    this.#list = list;
    this.#options = options;
  }

  node(depth: number): LibraryNode {
    const head = integerWithin(this.#next(), { min: -2, max: this.#options.columns - 1 }, this.#here());
    if (head < 0) return { distribution: [head === -1 ? [1, 0] : [0, 1]] };
    if (depth >= MAX_DEPTH) throw modelInvalid(this.#options.where, `is deeper than ${MAX_DEPTH} splits`);
    const range = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE };
    const splitValue = numberWithin(this.#next(), range, this.#here());
    const left = this.node(depth + 1);
    const right = this.node(depth + 1);
    return { splitColumn: head, splitValue, gain: 0, numberSamples: 0, left, right };
  }

  #next(): unknown {
    if (this.at < this.#list.length) return this.#list[this.at++];
    throw modelInvalid(this.#options.where, 'ends before all its leaves have come');
  }

  #here(): string {
    return `${this.#options.where}[${this.at - 1}]`;
  }
}

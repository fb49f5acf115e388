import type { Random } from '../../core/random.ts';
import type { ForestSettings } from '../learner.ts';
import {
  type BestSplit,
  giniDecrease,
  type NodeRange,
  noSplit,
  type SplitWorkspace,
  searchFeature,
} from './split-search.ts';
import { leafCode, MAX_DEPTH, splitCode } from './tree.ts';

export interface GrowOptions {
  readonly settings: ForestSettings;
  readonly random: Random;
  /** Per feature, the sum of (node share * Gini decrease) is added to it. */
  readonly decrease: Float64Array;
}

interface Task extends NodeRange {
  readonly depth: number;
}

/** Grows one tree on the rows with a bootstrap count above 0; gives its codes (see `Tree`). */
export function growTree(workspace: SplitWorkspace, options: GrowOptions): Int32Array {
  return new TreeGrower(workspace, options).grow();
}

class TreeGrower {
  readonly #workspace: SplitWorkspace;
  readonly #options: GrowOptions;
  readonly #minLeaf: number;
  readonly #maxDepth: number;
  /** A permutation of the features; its head is what a node has drawn. */
  readonly #features: number[];
  readonly #spare: Int32Array;
  readonly #codes: number[] = [];

  constructor(workspace: SplitWorkspace, options: GrowOptions) {
    this.#workspace = workspace;
    this.#options = options;
    this.#minLeaf = Math.max(1, options.settings.minLeaf);
    this.#maxDepth = Math.min(options.settings.maxDepth, MAX_DEPTH);
    this.#features = workspace.columns.map((_, feature) => feature);
    this.#spare = new Int32Array(workspace.rows.length);
  }

  grow(): Int32Array {
    const root = this.#root();
    const open: Task[] = [root];
    for (let task = open.pop(); task; task = open.pop()) {
      const best = this.#bestSplit(task);
      if (best.feature < 0) {
        this.#codes.push(leafCode(task.total, task.positives));
        continue;
      }
      this.#codes.push(splitCode(best.feature, best.bin));
      this.#addDecrease(best, task, task.total / root.total);
      open.push(...this.#split(task, best));
    }
    return Int32Array.from(this.#codes);
  }

  #root(): Task {
    const { packed, rows } = this.#workspace;
    let hi = 0;
    let total = 0;
    let positives = 0;
    for (let row = 0; row < packed.length; row++) {
      const count = packed[row]! >> 1;
      if (count === 0) continue;
      rows[hi++] = row;
      total += count;
      positives += (packed[row]! & 1) * count;
    }
    return { lo: 0, hi, total, positives, depth: 0 };
  }

  /** Tries `mtry` features drawn without replacement; constant ones do not count as tries. */
  #bestSplit(task: Task): BestSplit {
    const best = noSplit();
    const pure = task.positives === 0 || task.positives === task.total;
    if (pure || task.depth >= this.#maxDepth || task.total < 2 * this.#minLeaf) return best;
    const features = this.#features;
    let tries = this.#options.settings.mtry;
    for (let drawn = 0; drawn < features.length && tries > 0; drawn++) {
      const at = drawn + Math.floor(this.#options.random() * (features.length - drawn));
      const feature = features[at]!;
      features[at] = features[drawn]!;
      features[drawn] = feature;
      if (searchFeature(this.#workspace, task, { feature, minLeaf: this.#minLeaf, best })) tries -= 1;
    }
    return best;
  }

  #addDecrease(best: BestSplit, node: NodeRange, share: number): void {
    const { decrease } = this.#options;
    const gained = share * giniDecrease(node, best.leftTotal, best.leftPositives);
    decrease[best.feature] = decrease[best.feature]! + gained;
  }

  /** The two children, right one first: the left one comes off the stack next. */
  #split(task: Task, best: BestSplit): [Task, Task] {
    const middle = this.#partition(task, best);
    const depth = task.depth + 1;
    const { leftTotal, leftPositives } = best;
    return [
      {
        lo: middle,
        hi: task.hi,
        total: task.total - leftTotal,
        positives: task.positives - leftPositives,
        depth,
      },
      { lo: task.lo, hi: middle, total: leftTotal, positives: leftPositives, depth },
    ];
  }

  /** Stable: rows stay ascending within a node, so that later passes read memory in order. */
  #partition(task: Task, best: BestSplit): number {
    const { rows, columns } = this.#workspace;
    const column = columns[best.feature]!;
    const spare = this.#spare;
    let left = task.lo;
    let right = 0;
    for (let i = task.lo; i < task.hi; i++) {
      const row = rows[i]!;
      if (column[row]! <= best.bin) rows[left++] = row;
      else spare[right++] = row;
    }
    for (let i = 0; i < right; i++) rows[left + i] = spare[i]!;
    return left;
  }
}

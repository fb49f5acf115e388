import type { Random } from '../../core/random.ts';
import type { ForestSettings } from '../learner.ts';
import {
  type BestSplit,
  type FeatureSearch,
  giniDecrease,
  type NodeRange,
  noSplit,
  type SplitWorkspace,
  searchFeature,
} from './split-search.ts';
import { leafCode, MAX_DEPTH, splitCode } from './tree.ts';

interface Task extends NodeRange {
  readonly depth: number;
}

/** Grows the trees of one forest, one after another, in the same buffers. */
export class TreeGrower {
  /** Per feature, the sum over all trees of (node share * Gini decrease). */
  readonly decrease: Float64Array;
  readonly #workspace: SplitWorkspace;
  readonly #mtry: number;
  readonly #minLeaf: number;
  readonly #maxDepth: number;
  /** A permutation of the features; its head is what a node has drawn. */
  readonly #features: Int32Array;
  readonly #spare: Int32Array;
  #codes: Int32Array;

  constructor(workspace: SplitWorkspace, settings: ForestSettings) {
    const features = workspace.columns.length;
    this.#workspace = workspace;
    this.#mtry = settings.mtry;
    this.#minLeaf = Math.max(1, settings.minLeaf);
    this.#maxDepth = Math.min(settings.maxDepth, MAX_DEPTH);
    this.decrease = new Float64Array(features);
    this.#features = new Int32Array(features);
    this.#spare = new Int32Array(workspace.rows.length);
    // A tree has fewer leaves than rows or just one, and one split less than leaves.
    this.#codes = new Int32Array(2 * workspace.rows.length + 1);
  }

  /** Grows a tree on the rows with a bootstrap count above 0; gives its codes (see `Tree`). */
  grow(random: Random): Int32Array {
    const root = this.#root();
    for (let feature = 0; feature < this.#features.length; feature++) this.#features[feature] = feature;
    const open: Task[] = [root];
    let size = 0;
    for (let task = open.pop(); task; task = open.pop()) {
      const best = this.#bestSplit(task, random);
      if (best.feature < 0) {
        this.#codes[size++] = leafCode(task.total, task.positives);
        continue;
      }
      this.#codes[size++] = splitCode(best.feature, best.bin);
      const gained = (task.total / root.total) * giniDecrease(task, best.leftTotal, best.leftPositives);
      this.decrease[best.feature] = this.decrease[best.feature]! + gained;
      this.#split(task, best, open);
    }
    return this.#codes.slice(0, size);
  }

  #root(): Task {
    const { packed, rows } = this.#workspace;
    let hi = 0;
    let total = 0;
    let positives = 0;
    for (let row = 0; row < packed.length; row++) {
      const label = packed[row]!;
      const count = label >> 1;
      rows[hi] = row;
      hi += count > 0 ? 1 : 0;
      total += count;
      positives += (label & 1) * count;
    }
    return { lo: 0, hi, total, positives, depth: 0 };
  }

  /** Tries `mtry` features drawn without replacement; constant ones do not count as tries. */
  #bestSplit(task: Task, random: Random): BestSplit {
    const best = noSplit();
    if (this.#isFinal(task)) return best;
    const features = this.#features;
    const search: FeatureSearch = { feature: 0, minLeaf: this.#minLeaf, best };
    let tries = this.#mtry;
    for (let drawn = 0; drawn < features.length && tries > 0; drawn++) {
      const at = drawn + Math.floor(random() * (features.length - drawn));
      search.feature = features[at]!;
      features[at] = features[drawn]!;
      features[drawn] = search.feature;
      if (searchFeature(this.#workspace, task, search)) tries -= 1;
    }
    return best;
  }

  #isFinal({ positives, total, depth }: Task): boolean {
    return positives === 0 || positives === total || depth >= this.#maxDepth || total < 2 * this.#minLeaf;
  }

  /** Puts the two children on the stack, right one first: the left one comes off next. */
  #split(task: Task, best: BestSplit, open: Task[]): void {
    const depth = task.depth + 1;
    // Leaves need their totals only.
    const middle = depth < this.#maxDepth ? this.#partition(task, best) : task.lo;
    const { leftTotal, leftPositives } = best;
    const total = task.total - leftTotal;
    const positives = task.positives - leftPositives;
    open.push({ lo: middle, hi: task.hi, total, positives, depth });
    open.push({ lo: task.lo, hi: middle, total: leftTotal, positives: leftPositives, depth });
  }

  /** Stable: rows stay ascending within a node, so that later passes read memory in order. */
  #partition({ lo, hi }: Task, best: BestSplit): number {
    const { rows, columns } = this.#workspace;
    const column = columns[best.feature]!;
    const { bin } = best;
    const spare = this.#spare;
    let left = lo;
    let right = 0;
    for (let i = lo; i < hi; i++) {
      const row = rows[i]!;
      const isLeft = column[row]! <= bin ? 1 : 0;
      // Both writes, one of which stands: no branch that depends on the data.
      rows[left] = row;
      spare[right] = row;
      left += isLeft;
      right += 1 - isLeft;
    }
    for (let i = 0; i < right; i++) rows[left + i] = spare[i]!;
    return left;
  }
}

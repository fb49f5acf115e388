import { combinations } from './split.ts';

/**
 * How combinatorial splits make whole histories: each path takes every block of time once, from a split that tested
 * it and that no other path takes it from. With N blocks of which k are tested at a time, C(N, k) splits make
 * C(N, k) k / N paths.
 * @param splits blocks tested by each split, rising, in the order of `purgedSplits`
 * @returns for each path, the split that each block comes from
 * @see López de Prado (2018), Advances in Financial Machine Learning, section 12.4
 */
export function backtestPaths(splits: readonly (readonly number[])[], folds: number): number[][] {
  const testedBy = Array.from({ length: folds }, (_, block) =>
    splits.flatMap((tested, split) => (tested.includes(block) ? [split] : [])),
  );
  return testedBy[0]!.map((_, path) => testedBy.map(sources => sources[path]!));
}

/** The blocks tested by each split: all ways to choose `size` of `count`, in lexicographic order. */
export function testedBlocks(count: number, size: number): number[][] {
  return combinations([...new Array(count).keys()], size);
}

import assert from 'node:assert/strict';
import { leafCode, linkTree, MAX_DEPTH, splitCode } from '../../../../src/lib/learning/forest/tree.ts';
import { leafLevel } from '../../../../src/lib/learning/forest/walk.ts';

const split = splitCode(1, 4);

describe('leafCode', () => {
  it('is the Laplace-smoothed share of ones in 255 levels', () => {
    assert.equal(leafCode(0, 0), -1 - 128); // 1/2
    assert.equal(leafCode(3, 0), -1 - 51); // 1/5
    assert.equal(leafCode(8, 8), -1 - 230); // 9/10 is 229.5 levels
  });
});

describe('linkTree', () => {
  it('finds where right subtrees begin', () => {
    const { right } = linkTree(Int32Array.of(split, split, -1, -2, split, -3, -4), 'tree');
    assert.deepEqual(Array.from(right), [4, 3, 0, 0, 6, 0, 0]);
  });

  it('makes walks that go left at or below the bin', () => {
    const tree = linkTree(Int32Array.of(split, -11, -21), 'tree');
    assert.deepEqual(
      [3, 4, 5].map(bin => leafLevel(tree, Uint8Array.of(9, 0, bin), 1)),
      [10, 10, 20],
    );
  });

  it('refuses codes that are no tree and names the tree', () => {
    const refused: [number[], RegExp][] = [
      [[], /trees\[2\] ends before all its leaves/],
      [[split, -1], /trees\[2\] ends before all its leaves/],
      [[-1, -1], /trees\[2\] goes on after its last leaf \(node 0\)/],
      [[split, -1, -2, -3], /trees\[2\] goes on after its last leaf \(node 2\)/],
    ];
    for (const [codes, message] of refused) {
      assert.throws(() => linkTree(Int32Array.from(codes), 'trees[2]'), { code: 'MODEL_INVALID', message });
    }
  });

  it('refuses a tree that is deeper than the limit on either side', () => {
    const leaves = (count: number) => new Array<number>(count).fill(-1);
    const leftChain = (depth: number) => [...new Array<number>(depth).fill(split), ...leaves(depth + 1)];
    const rightChain = (depth: number) => [...new Array(depth).fill([split, -1]).flat(), -1];
    for (const chain of [leftChain, rightChain]) {
      assert.doesNotThrow(() => linkTree(Int32Array.from(chain(MAX_DEPTH)), 'tree'));
      assert.throws(() => linkTree(Int32Array.from(chain(MAX_DEPTH + 1)), 'tree'), /deeper than 64/);
    }
  });
});

import assert from 'node:assert/strict';
import { flatten, unflatten } from '../../../../src/lib/learning/ml-random-forest/vote-tree.ts';

const options = { columns: 2, where: 'trees[0]' };

describe('unflatten', () => {
  it('is the inverse of flatten', () => {
    const list = [0, 1.5, -1, 1, -2.25, -2, -1];
    assert.deepEqual(flatten(unflatten(list, options)), list);
  });

  it('says where a list is not a tree', () => {
    const refused: [number[], RegExp][] = [
      [[0, 1.5, -1], /trees\[0\] ends before/],
      [[-1, -1], /trees\[0\] goes on after its last leaf/],
      [[2, 1.5, -1, -2], /trees\[0\]\[0\] is 2/],
      [[0, NaN, -1, -2], /trees\[0\]\[1\] is NaN/],
      [[0.5], /trees\[0\]\[0\] is 0.5, not a whole number/],
    ];
    for (const [list, message] of refused) {
      assert.throws(() => unflatten(list, options), { code: 'MODEL_INVALID', message }, String(list));
    }
  });

  it('refuses a tree that is deeper than 64 splits', () => {
    const chain = (depth: number) => [
      ...Array.from({ length: depth }, () => [0, 1]).flat(),
      -1,
      ...new Array(depth).fill(-2),
    ];
    assert.doesNotThrow(() => unflatten(chain(64), options));
    assert.throws(() => unflatten(chain(65), options), /deeper than 64/);
  });
});

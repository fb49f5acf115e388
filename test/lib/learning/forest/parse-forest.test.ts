import assert from 'node:assert/strict';
import { parseForest } from '../../../../src/lib/learning/forest/parse-forest.ts';

const valid = () => ({
  edges: [[0.5, 1.5], []],
  importance: [1, 0],
  outOfBag: { accuracy: 0.5, coverage: 1, logLoss: 0.7 },
  trees: [[1, -1, -256], [-129]],
});

describe('parseForest', () => {
  it('reads what a model writes', () => {
    const parts = parseForest(valid(), 2);
    assert.deepEqual(parts.edges, [Float64Array.of(0.5, 1.5), new Float64Array()]);
    assert.deepEqual(
      parts.trees.map(tree => Array.from(tree.codes)),
      [[1, -1, -256], [-129]],
    );
  });

  it('says what is wrong and where', () => {
    const refused: [object, RegExp][] = [
      [{ edges: [[0.5, 0.5], []] }, /edges\[0\]\[1\] does not rise/],
      [{ edges: [[Infinity], []] }, /edges\[0\]\[0\] is Infinity/],
      [{ edges: [[0.5]] }, /edges has 1 entries instead of 2/],
      [{ edges: [new Array(256).fill(0).map((_, at) => at), []] }, /edges\[0\] has 256 entries/],
      [{ importance: [0.5, 0.4] }, /importance sums to 0.9/],
      [{ importance: [1.5, -0.5] }, /importance\[0\] is 1.5/],
      [{ outOfBag: { accuracy: 2, coverage: 1, logLoss: 0 } }, /outOfBag.accuracy is 2/],
      [{ outOfBag: {} }, /outOfBag lacks the key "accuracy"/],
      [{ outOfBag: undefined }, /outOfBag is not an object/],
      [{ trees: [] }, /trees has 0 entries/],
      [{ trees: [[2, -1, -1]] }, /trees\[0\]\[0\] is 2, a split at a bin/],
      [{ trees: [[256, -1, -1]] }, /trees\[0\]\[0\] is 256, a split at a bin/],
      [{ trees: [[512, -1, -1]] }, /trees\[0\]\[0\] is 512, not a number from -256 to 511/],
      [{ trees: [[-257]] }, /trees\[0\]\[0\] is -257/],
      [{ trees: [[-1.5]] }, /trees\[0\]\[0\] is -1.5, not a whole number/],
      [{ trees: [['-1']] }, /trees\[0\]\[0\] is "-1", not a whole number/],
      [{ trees: [[1, -1]] }, /trees\[0\] ends before/],
      [{ trees: [new Array(3)] }, /trees\[0\]\[0\] is undefined/],
      [{ seed: 1 }, /the model has the unknown key "seed"/],
    ];
    for (const [change, message] of refused) {
      const json = { ...valid(), ...change };
      assert.throws(() => parseForest(json, 2), { code: 'MODEL_INVALID', message }, String(message));
    }
  });
});

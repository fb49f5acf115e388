import assert from 'node:assert/strict';
import { extend, type NumberPath, newPath } from '../../../../src/lib/learning/feedback/path.ts';

const pathOf = (epochs: number): NumberPath => {
  let path = newPath();
  for (let epoch = 0; epoch < epochs; epoch++) path = extend(path, epoch, [epoch, -epoch]);
  return path;
};

describe('numbers over time', () => {
  it('keeps every one of the first 256', () => {
    const { epochs, rows, every } = pathOf(256);
    assert.deepEqual([epochs.length, rows.length, every], [256, 256, 1]);
    assert.deepEqual(rows[255], [255, -255]);
  });

  it('keeps every other one from then on, evenly from the first', () => {
    const { epochs, every, seen } = pathOf(257);
    assert.deepEqual([epochs.length, every, seen], [129, 2, 257]);
    assert.deepEqual(epochs.slice(0, 3), [0, 2, 4]);
    assert.deepEqual(pathOf(258).epochs, epochs);
    assert.equal(pathOf(259).epochs.at(-1), 258);
  });

  it('never has more than 256 rows, evenly spaced, over 20,000 epochs', () => {
    let path = newPath();
    for (let epoch = 0; epoch < 20_000; epoch++) {
      path = extend(path, epoch, [epoch]);
      assert.ok(path.rows.length <= 256 && path.rows.length === path.epochs.length);
    }
    assert.ok(path.epochs.every((epoch, at) => epoch === at * path.every));
    assert.ok(20_000 - path.epochs.at(-1)! <= path.every);
  });

  it('keeps five digits of a number', () => {
    assert.deepEqual(extend(newPath(), 0, [1 / 3, 123_456.7, 0]).rows, [[0.33333, 123_460, 0]]);
  });

  it('begins where it is begun again: a new path', () => {
    assert.deepEqual(newPath(), { every: 1, seen: 0, epochs: [], rows: [] });
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  newWeightPath,
  OTHERS,
  recordWeights,
  type WeightPath,
  type WeightRecord,
} from '../../../../src/lib/learning/experts/weight-path.ts';
import { assertClose } from '../../../support/approx.ts';

const options = { mostPoints: 4, mostNames: 4 };
const recorded = (records: readonly WeightRecord[], path = newWeightPath()): WeightPath =>
  records.reduce((state, record) => recordWeights(options, state, record), path);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const columnOf = (path: WeightPath, name: string) =>
  path.points.map(point => point.weights[path.names.indexOf(name)] ?? 0);

/** Weights of two of six experts that sum to 1, at rising times. */
const records = fc
  .array(
    fc.tuple(
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 2, maxLength: 2 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map(list =>
    list.map(([[first, second], share], at) => ({
      atMs: at,
      weights: { [first!]: share, [second!]: 1 - share },
    })),
  );

describe('recordWeights', () => {
  it('keeps each epoch while there is room, then means of two, of four and so on', () => {
    const path = (epochs: number) =>
      recorded(Array.from({ length: epochs }, (_, t) => ({ atMs: 10 * t, weights: { a: t } })));
    assert.deepEqual(columnOf(path(4), 'a'), [0, 1, 2, 3]);
    assert.deepEqual(columnOf(path(5), 'a'), [0.5, 2.5, 4]);
    assert.deepEqual(columnOf(path(8), 'a'), [0.5, 2.5, 4.5, 6.5]);
    assert.deepEqual(columnOf(path(9), 'a'), [1.5, 5.5, 8]);
    assert.deepEqual(columnOf(path(11), 'a'), [1.5, 5.5, 9]);
    const { fromMs, toMs, epochs } = path(11).points[2]!;
    assert.deepEqual([fromMs, toMs, epochs], [80, 100, 3]);
  });

  it('stays within its room, loses no epoch and keeps sums and means', () => {
    fc.assert(
      fc.property(records, list => {
        const path = recorded(list);
        assert.ok(path.points.length <= 4 && path.names.length <= 4);
        assert.equal(sum(path.points.map(point => point.epochs)), list.length);
        for (const point of path.points) assertClose([sum(point.weights)], [1], 1e-12);
        path.points.forEach((point, i) => {
          assert.ok(point.fromMs <= point.toMs);
          if (i > 0) assert.equal(point.fromMs, path.points[i - 1]!.toMs + 1);
        });
        const total = sum(path.points.map(point => point.epochs * sum(point.weights)));
        assertClose([total], [list.length], 1e-9);
        // No expert is held to have had more weight than it had; one that was folded away before has less.
        const named = path.names.filter(name => name !== OTHERS).at(-1)!;
        const held = sum(path.points.map((point, i) => point.epochs * columnOf(path, named)[i]!));
        const said = sum(list.map(({ weights }) => (weights as Record<string, number>)[named] ?? 0));
        assert.ok(held <= said + 1e-9);
      }),
    );
  });

  it('goes on bit for bit after a trip through JSON', () => {
    fc.assert(
      fc.property(records, fc.nat(60), (list, at) => {
        const stored: WeightPath = JSON.parse(JSON.stringify(recorded(list.slice(0, at))));
        assert.deepEqual(recorded(list.slice(at), stored), recorded(list));
      }),
    );
  });

  it('adds experts that are gone to the others, least first', () => {
    const path = recorded([
      { atMs: 1, weights: { a: 0.9, b: 0.1 } },
      { atMs: 2, weights: { b: 0.2, c: 0.8 } },
      { atMs: 3, weights: { c: 0.4, d: 0.6 } },
    ]);
    // a, b, c, d and the others are five: b is gone and had least.
    assert.deepEqual(path.names, [OTHERS, 'a', 'c', 'd']);
    assert.deepEqual(columnOf(path, OTHERS), [0.1, 0.2, 0]);
    assert.deepEqual(columnOf(path, 'a'), [0.9, 0, 0]);
    assert.deepEqual(columnOf(path, 'd'), [0, 0, 0.6]);
  });

  it('refuses times that go back, weights that are none, and more names than there is room for', () => {
    const path = recorded([{ atMs: 5, weights: { a: 1 } }]);
    const refused: WeightRecord[] = [
      { atMs: 5, weights: { a: 1 } },
      { atMs: NaN, weights: { a: 1 } },
      { atMs: 6, weights: { a: NaN } },
      { atMs: 6, weights: { a: -0.1 } },
      { atMs: 6, weights: { a: Infinity } },
      { atMs: 6, weights: { a: 0, b: 0, c: 0, d: 1 } },
    ];
    for (const record of refused) assert.throws(() => recordWeights(options, path, record), RangeError);
    const odd = { ...options, mostPoints: 3 };
    assert.throws(() => recordWeights(odd, path, { atMs: 6, weights: { a: 1 } }), RangeError);
  });

  it('takes names as they are, those of objects too', () => {
    const weights: Record<string, number> = JSON.parse('{"__proto__":0.5,"constructor":0.5}');
    const path = recorded([{ atMs: 1, weights }]);
    assert.deepEqual(path.names, [OTHERS, '__proto__', 'constructor']);
    assert.deepEqual(path.points[0]!.weights, [0, 0.5, 0.5]);
  });
});

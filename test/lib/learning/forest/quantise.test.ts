import assert from 'node:assert/strict';
import fc from 'fast-check';
import { binOf, quantileEdges, quantise } from '../../../../src/lib/learning/forest/quantise.ts';

const column = fc.float64Array({ minLength: 1, maxLength: 300, noNaN: true, noDefaultInfinity: true });
const binCounts = fc.integer({ min: 2, max: 256 });

describe('quantileEdges', () => {
  it('are the mid-points when there are no more distinct values than bins', () => {
    assert.deepEqual(quantileEdges(Float64Array.of(4, 1, 2, 2, 1), 3), Float64Array.of(1.5, 3));
    assert.deepEqual(quantileEdges(Float64Array.of(5, 5), 64), new Float64Array());
  });

  it('cut a uniform column into equal parts', () => {
    const hundred = Float64Array.from({ length: 100 }, (_, i) => i);
    assert.deepEqual(quantileEdges(hundred, 4), Float64Array.of(24.5, 49.5, 74.5));
  });

  it('go on to the next change of value when a quantile falls into ties', () => {
    const tied = Float64Array.of(...new Array(90).fill(0), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assert.deepEqual(quantileEdges(tied, 4), Float64Array.of(0.5));
  });

  it('rise strictly and are fewer than the bins', () => {
    fc.assert(
      fc.property(column, binCounts, (values, bins) => {
        const edges = quantileEdges(values, bins);
        assert.ok(edges.length < bins);
        assert.ok(edges.every((edge, at) => at === 0 || edge > edges[at - 1]!));
      }),
    );
  });
});

describe('quantise', () => {
  it('keeps the order of values, and equal values together', () => {
    fc.assert(
      fc.property(column, binCounts, (values, bins) => {
        const bin = quantise([values], bins).columns[0]!;
        const order = Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
        const binned = order.map(row => bin[row]!);
        assert.ok(binned.every((here, at) => at === 0 || here >= binned[at - 1]!));
        assert.ok(new Set(binned).size <= Math.min(bins, new Set(values).size));
      }),
      { numRuns: 50 },
    );
  });

  it('separates all distinct values when there are bins enough', () => {
    fc.assert(
      fc.property(column, values => {
        const distinct = new Set(values).size;
        fc.pre(distinct <= 256);
        assert.equal(new Set(quantise([values], 256).columns[0]).size, distinct);
      }),
    );
  });
});

describe('binOf', () => {
  it('is the number of edges below the value', () => {
    fc.assert(
      fc.property(column, fc.double({ noNaN: true }), (values, value) => {
        const edges = quantileEdges(values, 64);
        assert.equal(binOf(edges, value), edges.filter(edge => edge < value).length);
      }),
    );
  });
});

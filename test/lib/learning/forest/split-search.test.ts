import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type BestSplit,
  giniDecrease,
  noSplit,
  searchFeature,
  splitWorkspace,
} from '../../../../src/lib/learning/forest/split-search.ts';
import { assertClose } from '../../../support/approx.ts';

interface Rows {
  readonly bins: readonly number[];
  readonly labels: readonly number[];
  readonly counts: readonly number[];
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function totals({ labels, counts }: Rows): { total: number; positives: number } {
  return { total: sum(counts), positives: sum(counts.map((count, row) => count * labels[row]!)) };
}

function search(rows: Rows, minLeaf = 1): { best: BestSplit; varies: boolean } {
  const workspace = splitWorkspace([Uint8Array.from(rows.bins)]);
  rows.bins.forEach((_, row) => {
    workspace.packed[row] = (rows.counts[row]! << 1) | rows.labels[row]!;
    workspace.rows[row] = row;
  });
  const best = noSplit();
  const node = { lo: 0, hi: rows.bins.length, ...totals(rows) };
  const varies = searchFeature(workspace, node, { feature: 0, minLeaf, best });
  assert.ok(workspace.histogram.every(count => count === 0) && workspace.met.every(bits => bits === 0));
  return { best, varies };
}

/** Gini decrease of a cut by the textbook formula: impurity less the weighted impurity of both sides. */
function textbookDecrease(rows: Rows, cut: number): number {
  const side = (keep: (bin: number) => boolean): Rows => {
    const kept = rows.bins.map((bin, row) => ({ bin, row })).filter(({ bin }) => keep(bin));
    return {
      bins: kept.map(({ bin }) => bin),
      labels: kept.map(({ row }) => rows.labels[row]!),
      counts: kept.map(({ row }) => rows.counts[row]!),
    };
  };
  const impurity = (part: Rows): number => {
    const { total, positives } = totals(part);
    return 1 - (positives / total) ** 2 - (1 - positives / total) ** 2;
  };
  const [left, right] = [side(bin => bin <= cut), side(bin => bin > cut)];
  const n = totals(rows).total;
  return impurity(rows) - [left, right].reduce((a, part) => a + (totals(part).total / n) * impurity(part), 0);
}

const rowsArbitrary: fc.Arbitrary<Rows> = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 255 }),
      fc.integer({ min: 0, max: 1 }),
      fc.integer({ min: 1, max: 4 }),
    ),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map(list => ({
    bins: list.map(([bin]) => bin),
    labels: list.map(([, label]) => label),
    counts: list.map(([, , count]) => count),
  }));

const VECTOR: Rows = {
  bins: [0, 1, 2, 3, 4, 5, 6, 7],
  labels: [0, 0, 1, 0, 1, 1, 1, 1],
  counts: new Array(8).fill(1),
};

describe('giniDecrease', () => {
  it('gives the reference figures for x = 1..8, y = 0 0 1 0 1 1 1 1', () => {
    // From the learning research, section 11.10.
    const expected = [0.11160714, 0.26041667, 0.10208333, 0.28125, 0.16875, 0.09375, 0.04017857];
    const node = { lo: 0, hi: 8, ...totals(VECTOR) };
    const actual = expected.map((_, at) => giniDecrease(node, at + 1, sum(VECTOR.labels.slice(0, at + 1))));
    assertClose(actual, expected, 5e-9);
  });
});

describe('searchFeature', () => {
  it('finds 4.5, the best cut of the reference vector', () => {
    const { best } = search(VECTOR);
    assert.deepEqual([best.bin, best.leftTotal, best.leftPositives], [3, 4, 1]);
  });

  it('finds what trying every cut by the textbook formula finds, with minLeaf kept', () => {
    fc.assert(
      fc.property(rowsArbitrary, fc.integer({ min: 1, max: 5 }), (rows, minLeaf) => {
        const node = { lo: 0, hi: rows.bins.length, ...totals(rows) };
        const leftOf = (cut: number) => sum(rows.counts.filter((_, row) => rows.bins[row]! <= cut));
        const cuts = rows.bins.filter(cut => leftOf(cut) >= minLeaf && node.total - leftOf(cut) >= minLeaf);
        const highest = Math.max(0, ...cuts.map(cut => textbookDecrease(rows, cut)));
        const { best } = search(rows, minLeaf);
        if (best.feature < 0) return assertClose([highest], [0], 1e-12);
        assertClose([giniDecrease(node, best.leftTotal, best.leftPositives)], [highest], 1e-12);
        assert.equal(leftOf(best.bin), best.leftTotal);
      }),
    );
  });

  it('takes a count of 2 for the same as two equal rows', () => {
    fc.assert(
      fc.property(rowsArbitrary, rows => {
        const doubled = { ...rows, counts: rows.counts.map(count => 2 * count) };
        const repeated = {
          bins: [...rows.bins, ...rows.bins],
          labels: [...rows.labels, ...rows.labels],
          counts: [...rows.counts, ...rows.counts],
        };
        assert.deepEqual(search(doubled).best, search(repeated).best);
      }),
    );
  });

  it('cuts a gap in its middle', () => {
    const { best } = search({ bins: [10, 20], labels: [0, 1], counts: [1, 1] });
    assert.equal(best.bin, 14);
  });

  it('tells a constant feature from one that has no useful cut', () => {
    const constant = search({ bins: [3, 3, 3], labels: [0, 1, 0], counts: [1, 1, 1] });
    assert.deepEqual([constant.varies, constant.best.feature], [false, -1]);
    const useless = search({ bins: [1, 1, 2, 2], labels: [0, 1, 0, 1], counts: [1, 1, 1, 1] });
    assert.deepEqual([useless.varies, useless.best.feature], [true, -1]);
  });
});

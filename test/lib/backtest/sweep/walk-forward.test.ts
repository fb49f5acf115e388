import assert from 'node:assert/strict';
import { curveOf } from '../../../../src/lib/backtest/sweep/daily-curve.ts';
import type { Fold } from '../../../../src/lib/backtest/sweep/folds.ts';
import type { Objective } from '../../../../src/lib/backtest/sweep/score.ts';
import type { TriedPoint } from '../../../../src/lib/backtest/sweep/search.ts';
import { choose } from '../../../../src/lib/backtest/sweep/walk-forward.ts';

const FOLDS: readonly Fold[] = [
  { inSample: { from: 0, to: 2 }, outOfSample: { from: 2, to: 4 } },
  { inSample: { from: 0, to: 4 }, outOfSample: { from: 4, to: 6 } },
];

const point = (fast: number, equity: readonly number[]): TriedPoint => ({
  params: { fast },
  trades: 3,
  curve: curveOf(Float64Array.from(equity), 100),
});

/** Best on the first two days, and on the first four. */
const EARLY = point(1, [110, 120, 100, 90, 80, 70]);
const LATE = point(2, [101, 102, 120, 130, 140, 150]);

const chosen = (points: readonly TriedPoint[], objective: Objective = 'profit', folds = FOLDS) =>
  choose(points, { folds, objective, periodsPerYear: 365 }).map(({ chosen }) => chosen);

describe('the choices of the folds', () => {
  it('are the points that were best on the days before', () => {
    // By hand: 120 / 100 - 1 on the first two days, 130 / 100 - 1 on the first four.
    const [first, second] = chosen([EARLY, LATE]);
    assert.deepEqual([first!.params.fast, second!.params.fast], [1, 2]);
    assert.ok(Math.abs(first!.inSample - 0.2) < 1e-12);
    assert.ok(Math.abs(second!.inSample - 0.3) < 1e-12);
  });

  it('of a rolling window count from the close before it', () => {
    const rolling = [{ inSample: { from: 2, to: 4 }, outOfSample: { from: 4, to: 6 } }];
    // By hand: 130 / 102 - 1; the other point lost.
    const [only] = chosen([EARLY, LATE], 'profit', rolling);
    assert.equal(only!.params.fast, 2);
    assert.ok(Math.abs(only!.inSample - (130 / 102 - 1)) < 1e-12);
  });

  it('know nothing of the block they are made for', () => {
    const ruined = point(1, [110, 120, 1, 1, 1, 1]);
    assert.equal(chosen([ruined, LATE])[0]!.params.fast, 1);
  });

  it('are the first of equals, and none where no point has a score', () => {
    assert.equal(chosen([LATE, point(3, [...LATE.curve.equity])])[0]!.params.fast, 2);
    const flat = point(1, [100, 100, 100, 100, 100, 100]);
    assert.deepEqual(chosen([flat], 'sharpe'), [null, null]);
  });
});

import assert from 'node:assert/strict';
import type { BarSeries } from '../../../src/lib/core/bar-series.ts';
import { buildMatrix } from '../../../src/lib/features/build-matrix.ts';
import { rowsThatLookAhead } from '../../../src/lib/lab/feature-audit.ts';
import { barsOf } from '../../../src/lib/lab/markets/bars.ts';
import { leakingMatrix } from '../../../src/lib/lab/markets/leaking-features.ts';
import { garchWalk } from '../../../src/lib/lab/markets/no-edge.ts';

const bars = barsOf(garchWalk(3, 700));
const audit = (build: (series: BarSeries) => ReturnType<typeof buildMatrix>) =>
  rowsThatLookAhead(bars, build, { fromBar: 400, memory: 400 });

describe('rowsThatLookAhead', () => {
  it('finds nothing in the features that models are trained on', () => {
    assert.deepEqual(audit(buildMatrix), []);
  });

  it('finds exactly the rows that carry the return of the next bar', () => {
    const [sound, leaking] = [buildMatrix(bars), leakingMatrix(bars, 5)];
    const spoiled = [...sound.index].filter(
      (bar, row) => bar >= 400 && sound.columns[4]![row] !== leaking.columns[4]![row],
    );
    assert.ok(spoiled.length > 0);
    assert.deepEqual(
      audit(series => leakingMatrix(series, 5)),
      spoiled,
    );
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BarSeries, seriesFromBars } from '../../../src/lib/core/bar-series.ts';
import { buildMatrix } from '../../../src/lib/features/build-matrix.ts';
import { evaluate } from '../../../src/lib/learning/evaluate.ts';
import { forestLearner } from '../../../src/lib/learning/forest/learner.ts';
import { buildSamples, isMatured } from '../../../src/lib/learning/sample.ts';

/** Columns: date, adjusted close, close, high, low, open, volume. */
function readDaily(path: string): BarSeries {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const bars = lines.map(line => {
    const [date, , close, high, low, open, volume] = line.split(',');
    return {
      timeMs: Date.parse(`${date}T00:00:00Z`),
      open: Number(open),
      high: Number(high),
      low: Number(low),
      close: Number(close),
      volume: Number(volume),
    };
  });
  return seriesFromBars('BTC/USD', '1d', bars);
}

describe('evaluate on real daily bitcoin', () => {
  it('stays in the band that honest studies of daily direction report', function () {
    const folder = process.env.HIVE_REAL_DATA;
    if (!folder) return this.skip();
    const series = readDaily(join(folder, 'prices', 'BTC-USD-1d.csv'));
    const label = { kind: 'fixed', horizon: 1, width: 1, cost: 0, entry: 'close' } as const;
    const samples = buildSamples(series, buildMatrix(series), { assetClass: 'crypto', label });
    const found = evaluate(samples.filter(isMatured), {
      learner: forestLearner,
      settings: { trees: 50, bins: 64, mtry: 3, minLeaf: 10, maxDepth: 6 },
      seed: 42,
      horizon: 1,
      window: 500,
      folds: 50,
      stepBars: 40,
    })!;
    // Before costs 50-55 % (Akyildirim et al. 2021 and Jaquart et al. 2021 report 51-56 %).
    assert.ok(found.accuracy > 0.48 && found.accuracy < 0.58, `accuracy ${found.accuracy}`);
    assert.ok(Math.abs(found.logLoss - found.climatologyLogLoss) < 0.01);
    assert.ok(found.calibrationError < 0.05 && found.confident.share < 0.05);
  });
});

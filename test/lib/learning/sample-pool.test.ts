import assert from 'node:assert/strict';
import { type BarSeries, closeTimeMs, sliceSeries } from '../../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { buildMatrix } from '../../../src/lib/features/build-matrix.ts';
import type { LabelSpec } from '../../../src/lib/learning/label.ts';
import { buildSamples } from '../../../src/lib/learning/sample.ts';
import { poolSamples, sampleReader } from '../../../src/lib/learning/sample-pool.ts';
import { randomSeries } from '../../support/random-series.ts';

const label: LabelSpec = { kind: 'barrier', horizon: 5, width: 0.5, cost: 0.001, entry: 'close' };
const options = { assetClass: 'crypto', label } as const;

const samplesOf = (series: BarSeries) => buildSamples(series, buildMatrix(series), options);

describe('poolSamples', () => {
  const coins = [randomSeries(200, 1, 'ETH/USD'), sliceSeries(randomSeries(190, 2, 'BTC/USD'), 3)];
  const pool = poolSamples(coins, options);

  it('holds the samples of all symbols, by moment and then by symbol', () => {
    const read = sampleReader(pool);
    const expected = coins
      .flatMap(samplesOf)
      .filter(sample => sample.label !== null)
      .sort((a, b) => a.atMs - b.atMs || (a.symbol < b.symbol ? -1 : 1));
    const known = [...pool.knownMs.keys()].filter(row => Number.isFinite(pool.knownMs[row]));
    assert.deepEqual(known.map(read), expected);
    assert.ok(expected.some(sample => sample.label?.barrier !== 'time'));
  });

  it('also holds the bars whose bet is open or can have no outcome', () => {
    // 59 bars of warm-up for the features, 74 for the volatility that sets the barriers, 5 of horizon at the end.
    const rows = [...pool.symbol.keys()].filter(row => pool.symbols[pool.symbol[row]!] === 'ETH/USD');
    assert.deepEqual(
      rows.map(row => pool.bar[row]),
      Array.from({ length: 200 - 59 }, (_, i) => 59 + i),
    );
    assert.deepEqual(
      rows.filter(row => Number.isFinite(pool.knownMs[row])).map(row => pool.bar[row]),
      Array.from({ length: 200 - 74 - 5 }, (_, i) => 74 + i),
    );
  });

  it('knows a label when its whole horizon has closed, also where a barrier was hit before', () => {
    const early = [...pool.knownMs.keys()].filter(row => pool.resolvedMs[row]! < pool.knownMs[row]!);
    assert.ok(early.length > 50);
    for (const row of pool.knownMs.keys()) {
      const series = coins.find(({ symbol }) => symbol === pool.symbols[pool.symbol[row]!])!;
      assert.equal(pool.atMs[row], closeTimeMs(series, pool.bar[row]!));
      if (Number.isFinite(pool.knownMs[row])) assert.equal(pool.knownMs[row], pool.atMs[row]! + 5 * DAY_MS);
    }
  });

  it('is empty when no symbol has bars enough', () => {
    assert.equal(poolSamples([randomSeries(40, 1)], options).rows, 0);
    assert.equal(poolSamples([], options).rows, 0);
  });
});

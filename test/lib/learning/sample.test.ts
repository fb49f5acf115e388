import assert from 'node:assert/strict';
import { closeTimeMs, sliceSeries } from '../../../src/lib/core/bar-series.ts';
import { buildMatrix } from '../../../src/lib/features/build-matrix.ts';
import type { LabelSpec } from '../../../src/lib/learning/label.ts';
import { buildSamples, isMatured } from '../../../src/lib/learning/sample.ts';
import { randomSeries } from '../../support/random-series.ts';

const label: LabelSpec = { kind: 'barrier', horizon: 2, width: 1, cost: 0.0058, entry: 'close' };

describe('buildSamples', () => {
  const series = randomSeries(160, 5);
  const build = (length: number, fromBar = 0) => {
    const bars = sliceSeries(series, 0, length);
    return buildSamples(bars, buildMatrix(bars), { assetClass: 'crypto', label, fromBar });
  };

  it('makes one sample of each bar that has features and a volatility', () => {
    const samples = build(160);
    assert.equal(samples.length, 160 - 74);
    assert.equal(samples[0]!.atMs, closeTimeMs(series, 74));
    assert.ok(samples.every(sample => sample.symbol === 'BTC/USD' && sample.features.length === 8));
  });

  it('leaves the bars whose horizon has not closed without a label', () => {
    const samples = build(160);
    assert.deepEqual(
      samples.slice(-3).map(sample => sample.label === null),
      [false, true, true],
    );
  });

  it('starts at the bar asked for', () => {
    assert.deepEqual(build(160, 150), build(160).slice(150 - 74));
  });

  it('changes no matured sample when bars are added', () => {
    const before = build(120);
    const after = build(160).slice(0, before.length);
    before.forEach((sample, i) => {
      assert.deepEqual(sample.features, after[i]!.features);
      if (isMatured(sample)) assert.deepEqual(sample.label, after[i]!.label);
    });
  });
});

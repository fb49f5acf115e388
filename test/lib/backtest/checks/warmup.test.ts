import assert from 'node:assert/strict';
import { checkWarmUp } from '../../../../src/lib/backtest/checks/warmup.ts';
import type { BarSeries } from '../../../../src/lib/core/bar-series.ts';
import { Ema } from '../../../../src/lib/trading/indicators/ema.ts';
import type { SignalTrack } from '../../../../src/lib/trading/signals.ts';
import { ruleTrack } from '../../../../src/lib/trading/strategies/make-track.ts';
import { ruleStrategy } from '../../../../src/lib/trading/strategies/rules/index.ts';
import { randomSeries } from '../../../support/random-series.ts';

const SERIES = [randomSeries(600, 1), randomSeries(500, 2, 'ETH/USD')];
const smaTrack = (series: BarSeries) => ruleTrack(ruleStrategy('sma-cross'), { fast: 10, slow: 30 }, series);

/** A rule for one series as one for all. */
const each = (trackOf: (series: BarSeries) => SignalTrack) => async (all: readonly BarSeries[]) =>
  all.map(trackOf);

/** Above an exponential average is bought, below it sold: a rule that never quite forgets. */
const emaTrack = (length: number) => (series: BarSeries) => {
  const average = new Float64Array(series.length);
  new Ema(length).advance(series.close, average);
  const codes = Int8Array.from(series.close, (close, bar) => Math.sign(close - average[bar]!) || 0);
  return { codes, confidence: null, widths: null, tagOf: () => 'test' };
};

describe('checkWarmUp', () => {
  it('passes a rule that needs exactly the bars that it says, from four later starts of each series', async () => {
    const report = await checkWarmUp({ series: SERIES, warmUpBars: 30, tracksOf: each(smaTrack) });
    assert.deepEqual(report, { name: 'warmup', passed: true, points: 8, found: [] });
  });

  it('catches one that needs one bar more than it says', async () => {
    const threeAgo = (series: BarSeries) => ({
      codes: Int8Array.from(series.close, (close, bar) => Math.sign(close - series.close[bar - 3]!) || 0),
      confidence: null,
      widths: null,
      tagOf: () => 'test',
    });
    assert.ok((await checkWarmUp({ series: SERIES, warmUpBars: 3, tracksOf: each(threeAgo) })).passed);
    const report = await checkWarmUp({ series: [SERIES[0]!], warmUpBars: 2, tracksOf: each(threeAgo) });
    assert.equal(report.points, 4);
    assert.match(
      report.found[0]!,
      /^BTC\/USD begun 1 bar later, at 1970-01-02T00:00:00\.000Z: 1 of 597 signals after the warm-up of 2 bars differ \(0\.17 %\), the first at the bar of 1970-01-04T00:00:00\.000Z \(HOLD, not (BUY|SELL)\), the last at that of 1970-01-04T00:00:00\.000Z\.$/,
    );
  });

  it('catches an exponential average whose seed has not faded after its warm-up', async () => {
    const report = await checkWarmUp({ series: SERIES, warmUpBars: 40, tracksOf: each(emaTrack(40)) });
    assert.ok(!report.passed);
    assert.match(report.found[0]!, /signals after the warm-up of 40 bars differ/);
    // 20 × 2 / (n + 1) time constants later the seed weighs e^-20 and no sign of a random walk hangs on it.
    assert.ok(
      (await checkWarmUp({ series: SERIES, warmUpBars: 20 * 5, tracksOf: each(emaTrack(9)) })).passed,
    );
  });

  it('takes a rule without a warm-up at its word', async () => {
    const hold = (series: BarSeries) => ruleTrack(ruleStrategy('buy-and-hold'), {}, series);
    assert.deepEqual((await checkWarmUp({ series: SERIES, warmUpBars: 0, tracksOf: each(hold) })).points, 6);
    assert.ok(!(await checkWarmUp({ series: SERIES, warmUpBars: 0, tracksOf: each(emaTrack(9)) })).passed);
  });

  it('does not pass what it could not try', async () => {
    const report = await checkWarmUp({
      series: [randomSeries(40, 1)],
      warmUpBars: 30,
      tracksOf: each(smaTrack),
    });
    assert.deepEqual(report, {
      name: 'warmup',
      passed: false,
      points: 0,
      found: ['BTC/USD has 40 bars: with a warm-up of 30, a later start leaves none to compare.'],
    });
  });
});

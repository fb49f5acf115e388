import assert from 'node:assert/strict';
import { checkLookahead, type LookaheadInput } from '../../../../src/lib/backtest/checks/lookahead.ts';
import type { EngineInput } from '../../../../src/lib/backtest/engine-run.ts';
import { runReplay } from '../../../../src/lib/backtest/replay/run-replay.ts';
import type { BarSeries } from '../../../../src/lib/core/bar-series.ts';
import { mulberry32 } from '../../../../src/lib/core/random.ts';
import { FEATURE_SET } from '../../../../src/lib/features/feature-set.ts';
import type { SignalTrack } from '../../../../src/lib/trading/signals.ts';
import { controlTrack, ruleTrack } from '../../../../src/lib/trading/strategies/make-track.ts';
import { parseParams } from '../../../../src/lib/trading/strategies/params.ts';
import { RULE_STRATEGIES } from '../../../../src/lib/trading/strategies/rules/index.ts';
import { COSTLY, execution } from '../../../support/engine-runs.ts';
import { randomSeries } from '../../../support/random-series.ts';

const trackFrom = (codeAt: (series: BarSeries, bar: number) => number) => (series: BarSeries) => ({
  codes: Int8Array.from(series.close, (_, bar) => codeAt(series, bar)),
  confidence: null,
  widths: null,
  tagOf: () => 'test',
});

/** Up days are bought, down days sold. */
const honest = trackFrom(({ open, close }, bar) => Math.sign(close[bar]! - open[bar]!));

function inputOf(series: readonly BarSeries[], trackOf: (series: BarSeries) => SignalTrack): EngineInput {
  return {
    symbols: series.map(each => ({
      symbol: each.symbol,
      series: each,
      track: trackOf(each),
      detail: null,
      firstBar: 0,
    })),
    execution: execution({ ...COSTLY, exits: { ...execution().exits, stopLossPpb: 30_000_000 } }),
    startingCents: 1_000_000,
  };
}

const SERIES = [randomSeries(120, 1), randomSeries(110, 2, 'ETH/USD')];

const check = (trackOf: (series: BarSeries) => SignalTrack, more: Partial<LookaheadInput> = {}) =>
  checkLookahead({
    input: inputOf(SERIES, trackOf),
    tracksOf: async all => all.map(trackOf),
    run: input => runReplay(input),
    points: 20,
    ...more,
  });

describe('checkLookahead', () => {
  it('passes a strategy, features and an engine that read no later bar', async () => {
    const featuresOf = (series: BarSeries) =>
      Object.fromEntries(FEATURE_SET.kernels.map(kernel => [kernel.name, kernel.batch(series)]));
    const report = await check(honest, { featuresOf });
    assert.deepEqual(report, { name: 'lookahead', passed: true, points: report.points, found: [] });
    assert.ok(report.points > 15 && report.points <= 20, `${report.points} points`);
  });

  it('tries up to 100 places when it is not told otherwise, or as many as there are', async () => {
    const { points } = await checkLookahead({
      input: inputOf(SERIES, honest),
      tracksOf: async all => all.map(honest),
      run: input => runReplay(input),
    });
    assert.ok(points > 75 && points <= 100, `${points} points`);
    const short = [randomSeries(12, 1)];
    assert.ok((await check(honest, { input: inputOf(short, honest) })).points <= 11);
  });

  it('passes every rule, and the control arm with its confidence', async () => {
    for (const rule of RULE_STRATEGIES) {
      const trackOf = (series: BarSeries) => ruleTrack(rule, parseParams(rule, []), series);
      assert.deepEqual((await check(trackOf, { points: 8 })).found, [], rule.id);
    }
    const control = (series: BarSeries) =>
      controlTrack({ seed: 1, symbol: series.symbol, series, epochMs: 86_400_000 });
    assert.ok((await check(control, { points: 8 })).passed);
  });

  it('catches a strategy that reads the next bar, with the bar and what it said', async () => {
    const nextBar = trackFrom(({ close }, bar) => Math.sign((close[bar + 1] ?? 0) - close[bar]!));
    const report = await check(nextBar, { points: 60 });
    assert.ok(!report.passed);
    assert.match(
      report.found[0]!,
      /^Without the bars from 1970-\d\d-\d\dT00:00:00\.000Z on, the signal of (BTC|ETH)\/USD at the bar of 1970-\d\d-\d\dT00:00:00\.000Z is SELL, not BUY\.$/,
    );
    assert.equal(report.found.length, 21);
    assert.match(report.found.at(-1)!, /^And \d+ more\.$/);
  });

  it('catches a centred mean', async () => {
    const centred = trackFrom(({ close }, bar) => {
      const window = close.subarray(Math.max(0, bar - 5), bar + 6);
      return Math.sign(close[bar]! - window.reduce((sum, value) => sum + value, 0) / window.length);
    });
    const report = await check(centred);
    assert.ok(report.found.length > 5 && report.found.every(text => !text.startsWith('When it runs again')));
  });

  it('catches a scale that is taken from the whole series, in a feature', async () => {
    const featuresOf = ({ close }: BarSeries) => ({
      scaled: close.map(value => value / close.reduce((most, each) => Math.max(most, each), 0)),
    });
    const report = await check(honest, { featuresOf });
    const sentence =
      /the feature scaled of BTC\/USD at the bar of .* is [\d.]+, not [\d.]+ \(\d+ values differ\)\.$/;
    assert.ok(report.found.some(text => sentence.test(text)));
  });

  it('catches a confidence, and barriers, that know the future', async () => {
    const confident = (series: BarSeries) => ({
      ...honest(series),
      confidence: series.close.map((_, bar) => (bar + 1 < series.length ? 0.9 : 0.5)),
    });
    assert.match(
      (await check(confident)).found[0]!,
      /the confidence of BTC\/USD at the bar of .* is 0\.5, not 0\.9\.$/,
    );
    const wide = (series: BarSeries) => ({
      ...honest(series),
      widths: (bar: number) => ({ target: bar + 1 < series.length ? 0.02 : 0.01, stop: 0.01 }),
    });
    assert.match(
      (await check(wide)).found[0]!,
      /the barriers of BTC\/USD at the bar of .* are \{"target":0\.01,"stop":0\.01\}, not \{"target":0\.02/,
    );
  });

  it('catches an engine that knows how the series ends', async () => {
    const clairvoyant = (input: EngineInput) => {
      const { close, length } = input.symbols[0]!.series;
      return runReplay({ ...input, startingCents: 1_000_000 + Math.round(close[length - 1]!) });
    };
    const report = await check(honest, { run: clairvoyant });
    assert.match(
      report.found[0]!,
      /the trade of (BTC|ETH)\/USD that opened at the bar of .* has another (qtyNanos|stakeCents): \d+, not \d+\.$/,
    );
  });

  it('catches a strategy that says something else each time', async () => {
    const random = mulberry32(1);
    const report = await check(trackFrom(() => (random() < 0.5 ? 1 : -1)));
    assert.match(report.found[0]!, /^When it runs again over the same bars, the signal of BTC\/USD/);
  });
});

import assert from 'node:assert/strict';
import { closeTimeMs } from '../../../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { CODE } from '../../../../src/lib/trading/signals.ts';
import { controlSignal } from '../../../../src/lib/trading/strategies/control.ts';
import { actionable, controlTrack, ruleTrack } from '../../../../src/lib/trading/strategies/make-track.ts';
import { smaCross } from '../../../../src/lib/trading/strategies/rules/sma-cross.ts';
import { randomSeries } from '../../../support/random-series.ts';

describe('ruleTrack', () => {
  it('is aligned with its series, also beyond one chunk, and knows no confidence', () => {
    const series = randomSeries(70_000, 1);
    const track = ruleTrack(smaCross, { fast: 10, slow: 30 }, series);
    assert.equal(track.codes.length, 70_000);
    assert.ok(track.codes.subarray(66_000).some(code => code !== 0));
    assert.deepEqual([track.confidence, track.widths], [null, null]);
  });
});

describe('controlTrack', () => {
  const series = randomSeries(400, 1);
  const input = { seed: 42, symbol: 'BTC/USD', series, epochMs: DAY_MS };

  it('draws for the epoch in which a bar closes, as a tick at that moment would', () => {
    const track = controlTrack(input);
    for (let bar = 0; bar < series.length; bar++) {
      const { signal } = controlSignal(42, 'BTC/USD', Math.floor(closeTimeMs(series, bar) / DAY_MS));
      assert.equal(track.codes[bar], CODE[signal.action]);
      assert.equal(track.confidence![bar], signal.confidence);
    }
    assert.equal(track.tagOf(0), 'control');
  });

  it('says the same at all bars of one epoch', () => {
    const { codes, confidence } = controlTrack({ ...input, epochMs: 10 * DAY_MS });
    // Bars are daily from the epoch 0 on; bar i closes at day i + 1.
    for (let bar = 9; bar + 9 < 400; bar += 10) {
      assert.equal(new Set(codes.subarray(bar, bar + 10)).size, 1);
      assert.equal(new Set(confidence!.subarray(bar, bar + 10)).size, 1);
    }
    assert.ok(new Set(confidence).size >= 40);
  });
});

describe('actionable', () => {
  it('holds where the confidence is not above the threshold, and leaves the track as it was', () => {
    const track = {
      codes: Int8Array.of(1, -1, 1, 0),
      confidence: Float64Array.of(0.7, 0.71, 0.2, 0.9),
      widths: null,
      tagOf: () => 'x',
    };
    assert.deepEqual([...actionable(track, 0.7).codes], [0, -1, 0, 0]);
    assert.deepEqual([...track.codes], [1, -1, 1, 0]);
  });

  it('leaves a track without confidence alone', () => {
    const track = ruleTrack(smaCross, { fast: 2, slow: 3 }, randomSeries(50, 1));
    assert.equal(actionable(track, 0.99), track);
  });
});

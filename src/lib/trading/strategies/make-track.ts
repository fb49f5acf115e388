import { type BarSeries, closeTimeMs, sliceSeries } from '../../core/bar-series.ts';
import { CODE, type SignalTrack } from '../signals.ts';
import { controlSignal } from './control.ts';
import type { Params, RuleStrategy } from './rule-strategy.ts';

/** Bars a strategy is given at a time. */
const CHUNK_BARS = 65_536;

/** Runs a rule over all bars of a series. */
export function ruleTrack(strategy: RuleStrategy, params: Params, series: BarSeries): SignalTrack {
  const stream = strategy.start(params);
  const codes = new Int8Array(series.length);
  for (let from = 0; from < series.length; from += CHUNK_BARS) {
    stream.advance(
      sliceSeries(series, from, from + CHUNK_BARS),
      codes.subarray(from, Math.min(series.length, from + CHUNK_BARS)),
    );
  }
  return { codes, confidence: null, widths: null, tagOf: bar => stream.tagOf(bar, codes[bar]!) };
}

export interface ControlInput {
  readonly seed: number;
  readonly symbol: string;
  readonly series: BarSeries;
  /** Length of a decision epoch in milliseconds. */
  readonly epochMs: number;
}

/**
 * The random control arm: at each bar the draw of the epoch in which its signal is acted on, which is that of its
 * close time, so all bars of an epoch say the same, as all ticks of it would. Weak signals are in the track, with
 * their confidence, for the risk step to refuse; see `actionable`.
 */
export function controlTrack({ seed, symbol, series, epochMs }: ControlInput): SignalTrack {
  const codes = new Int8Array(series.length);
  const confidence = new Float64Array(series.length);
  let epoch = NaN;
  let draw = controlSignal(seed, symbol, 0);
  for (let bar = 0; bar < series.length; bar++) {
    const now = Math.floor(closeTimeMs(series, bar) / epochMs);
    if (now !== epoch) draw = controlSignal(seed, symbol, now);
    epoch = now;
    codes[bar] = CODE[draw.signal.action];
    confidence[bar] = draw.signal.confidence;
  }
  return { codes, confidence, widths: null, tagOf: () => 'control' };
}

/** The track with HOLD in place of actions whose confidence is not above `threshold`, for engines without a risk step. */
export function actionable(track: SignalTrack, threshold: number): SignalTrack {
  const { confidence } = track;
  if (!confidence) return track;
  return { ...track, codes: track.codes.map((code, bar) => (confidence[bar]! > threshold ? code : 0)) };
}

import type { Config } from '../../config/schema.ts';
import { closeTimeMs } from '../../core/bar-series.ts';
import { isoTime } from '../../core/clock.ts';
import type { AssetClass, Instrument } from '../../core/instrument.ts';
import type { Reason } from '../../core/reason.ts';
import { featuresAt } from '../../features/build-matrix.ts';
import type { LoadedModel } from '../../learning/loaded-model.ts';
import { forestSignal } from '../../trading/strategies/forest.ts';
import { MEMORY_BARS, newestBars } from '../bars/bar-feed.ts';
import { maxModelAgeMs } from '../settings.ts';
import { barTrouble, modelTrouble } from '../tick/forest-strategy.ts';
import type { TrainPorts } from './ports.ts';

const TOP_FEATURES = 3;

export interface Forecast {
  readonly symbol: string;
  readonly assetClass: AssetClass;
  /** What the rule "trade only above the threshold" makes of it, as a tick would. */
  readonly action: 'BUY' | 'SELL' | 'HOLD';
  /** Calibrated probability that a bet made now pays after costs. */
  readonly probabilityUp: number;
  readonly confidence: number;
  readonly interval: readonly [number, number];
  /** Expected gross return of the bet, and the round-trip cost it must beat; fractions. */
  readonly expectedMove: number | null;
  readonly cost: number | null;
  /** Probability at which the bet breaks even. */
  readonly breakEven: number | null;
  readonly price: number;
  readonly barCloseAt: string;
  readonly model: { readonly name: string; readonly trainedTo: string; readonly ageMs: number };
  /** Features that moved the score most: effect is the score's change against the feature's median. */
  readonly topFeatures: readonly {
    readonly feature: string;
    readonly value: number;
    readonly effect: number;
  }[];
}

/** A symbol without a forecast, and why. */
export interface NoForecast {
  readonly symbol: string;
  readonly assetClass: AssetClass;
  readonly reason: Reason;
}

/** The current model's view of a symbol's newest closed bar. */
export function forecast(
  ports: Omit<TrainPorts, 'learner' | 'models' | 'trainings'>,
  instrument: Instrument,
): Forecast | NoForecast {
  const { config, clock, store, feeds, current } = ports;
  const { symbol, assetClass } = instrument;
  const { interval } = config.market;
  const series = newestBars(feeds[assetClass], instrument, {
    store: store.bars,
    clock,
    interval,
    count: MEMORY_BARS,
  });
  const model = current.of(assetClass);
  const trouble = barTrouble(series, clock.now()) ?? modelTrouble(model, clock.now(), maxModelAgeMs(config));
  if (trouble || model.kind !== 'model') return { symbol, assetClass, reason: trouble ?? 'NO_MODEL' };
  const features = featuresAt(series);
  if (!features) return { symbol, assetClass, reason: 'NO_FEATURES' };
  const last = series.length - 1;
  const barCloseMs = closeTimeMs(series, last);
  return {
    symbol,
    assetClass,
    ...opinion(model.model, { symbol, features, barCloseMs, rule: config.signal }),
    price: series.close[last]!,
    barCloseAt: isoTime(barCloseMs),
    model: modelAge(model.model, clock.now()),
  };
}

interface Question {
  readonly symbol: string;
  readonly features: Float64Array;
  readonly barCloseMs: number;
  readonly rule: Config['signal'];
}

function opinion(model: LoadedModel, { symbol, features, barCloseMs, rule }: Question) {
  const { probabilityUp, interval } = model.predict(features);
  const { breakEven } = model.document;
  const pStar = rule.threshold === 'break-even' ? breakEven?.pStar : undefined;
  const { action, confidence } = forestSignal({
    symbol,
    probabilityUp,
    barCloseMs,
    worthwhile: pStar ?? 0.5,
  });
  return {
    action: confidence > (pStar ?? rule.minConfidence) ? action : ('HOLD' as const),
    probabilityUp,
    confidence,
    interval,
    expectedMove: breakEven && probabilityUp * breakEven.meanWin - (1 - probabilityUp) * breakEven.meanLoss,
    cost: breakEven?.cost ?? null,
    breakEven: breakEven?.pStar ?? null,
    topFeatures: model
      .explain(features)
      .slice(0, TOP_FEATURES)
      .map(({ feature, value, effect }) => ({ feature, value, effect })),
  };
}

const modelAge = ({ document: { name, trainedTo } }: LoadedModel, nowMs: number) => ({
  name,
  trainedTo,
  ageMs: nowMs - Date.parse(trainedTo),
});

import { type BarSeries, closeTimeMs } from '../../core/bar-series.ts';
import { intervalMs } from '../../core/interval.ts';
import { featuresAt } from '../../features/build-matrix.ts';
import { REGIME_NAMES, regimeMeasures, regimesOf } from '../../features/regime.ts';
import { ewmaVolatility } from '../../learning/ewma-volatility.ts';
import type { ModelForecast, SymbolSight } from '../../learning/feedback/take-stance.ts';
import type { LoadedModel } from '../../learning/loaded-model.ts';

/** What a symbol is looked at with. */
export interface Eyes {
  /** By name, the one in use first; null for one that cannot be used now. */
  readonly models: Readonly<Record<string, LoadedModel | null>>;
  /** Length of an epoch of learning, milliseconds. */
  readonly epochMs: number;
}

/** Volatilities of an epoch between which a price is one that moves: else it stands still, or a bar is wrong. */
const LEAST_SIGMA = 1e-6;
const MOST_SIGMA = 10;

/** The symbol at its newest closed bar; null where its volatility is not known, or none that can be bet on. */
export function sightOf(series: BarSeries, { models, epochMs }: Eyes): SymbolSight | null {
  const newest = series.length - 1;
  const bar = ewmaVolatility(series.close, newest);
  if (bar === null) return null;
  const sigma = bar * Math.sqrt(Math.max(1, epochMs / intervalMs(series.interval)));
  if (!(sigma >= LEAST_SIGMA && sigma <= MOST_SIGMA)) return null;
  const features = featuresAt(series);
  const measures = regimeMeasures(series);
  return {
    symbol: series.symbol,
    close: series.close,
    sigma,
    regime: REGIME_NAMES[regimesOf(measures)[newest]!]!,
    volatilityRatio: measures.volatility[newest] || 1,
    forecasts: Object.fromEntries(
      Object.entries(models).map(([name, model]) => [name, forecastOf(model, features)]),
    ),
    volume: dollarVolume(series, newest),
  };
}

/** Sources that know no volume say NaN. */
function dollarVolume({ close, volume }: BarSeries, at: number): number {
  const dollars = close[at]! * volume[at]!;
  return Number.isFinite(dollars) && dollars > 0 ? dollars : 0;
}

function forecastOf(model: LoadedModel | null, features: Float64Array | null): ModelForecast | null {
  if (model === null || features === null) return null;
  return { probability: model.probabilityUp(features), worthwhile: model.document.breakEven?.pStar ?? 0.5 };
}

/** Close of the bar that ends at `atMs`; null where there is none, or it is no price. */
export function closeAt(series: BarSeries, atMs: number): number | null {
  for (let i = series.length - 1; i >= 0 && closeTimeMs(series, i) >= atMs; i--) {
    const close = series.close[i]!;
    if (closeTimeMs(series, i) === atMs) return close > 0 && close < Infinity ? close : null;
  }
  return null;
}

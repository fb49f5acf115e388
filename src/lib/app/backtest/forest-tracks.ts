import type { Config } from '../../config/schema.ts';
import type { BarSeries } from '../../core/bar-series.ts';
import { ASSET_CLASSES, type AssetClass } from '../../core/instrument.ts';
import type { Interval } from '../../core/interval.ts';
import { barrierWidths, type LabelSpec } from '../../learning/label.ts';
import type { Learner } from '../../learning/learner.ts';
import { poolSamples, sampleReader } from '../../learning/sample-pool.ts';
import { planTrainings } from '../../learning/training-plan.ts';
import {
  forecastTasks,
  honestForecast,
  type WalkForwardForecast,
  type WalkForwardForecastOptions,
} from '../../learning/walk-forward-forecast.ts';
import { walkForwardRecord } from '../../learning/walk-forward-record.ts';
import { CODE, type SignalTrack } from '../../trading/signals.ts';
import { forestSignal } from '../../trading/strategies/forest.ts';
import type { Params } from '../../trading/strategies/rule-strategy.ts';
import type { BacktestResult } from '../schemas/backtest.ts';
import { labelSpec, maxModelAgeMs } from '../settings.ts';
import { retrainMs, withForestParams } from './forest-params.ts';
import { calibratedRows, type ThreadOptions } from './forest-workers.ts';
import { walkForwardSummary } from './walk-forward-summary.ts';

export interface ForestSymbol {
  readonly symbol: string;
  readonly assetClass: AssetClass;
  /** Closed bars; those before `firstMs` are trained on. */
  readonly series: BarSeries;
}

export interface ForestTracksOptions extends ThreadOptions {
  /** All of one bar size. */
  readonly symbols: readonly ForestSymbol[];
  readonly config: Config;
  /** Values of `forestParams(config)`. */
  readonly params: Params;
  readonly learner: Learner;
  /** Seed of every model, as live training uses the one of its configuration. */
  readonly seed: number;
  /** First moment (UTC epoch milliseconds) at which a bar's close may be acted on. */
  readonly firstMs: number;
}

export interface ForestTracks {
  /** In the order of the symbols. */
  readonly tracks: readonly SignalTrack[];
  /** Confidence at which a bet of the model that spoke at a bar's close breaks even; null when unknown. */
  breakEven(symbol: number, bar: number): number | null;
  readonly walkForward: NonNullable<BacktestResult['walk_forward']>;
}

/**
 * The forest on past bars, retrained as live training does it: each asset class pools its symbols, every probability
 * is of a model that knew nothing from its own moment on. Before `firstMs` nothing is said.
 */
export async function forestTracks(options: ForestTracksOptions): Promise<ForestTracks> {
  const forecasts = new Map<AssetClass, WalkForwardForecast>();
  for (const assetClass of ASSET_CLASSES) {
    if (options.symbols.some(each => each.assetClass === assetClass)) {
      forecasts.set(assetClass, await classForecast(options, assetClass));
    }
  }
  const opinions = options.symbols.map(each => opinionsOf(each, forecasts.get(each.assetClass)!, options));
  return {
    tracks: options.symbols.map((each, i) => trackOf(each, opinions[i]!, labelOf(options, each.assetClass))),
    breakEven: (symbol, bar) => {
      const value = opinions[symbol]!.breakEven[bar]!;
      return Number.isNaN(value) ? null : value;
    },
    walkForward: walkForwardSummary(walkForwardRecord([...forecasts.values()], options.firstMs)),
  };
}

/** The bet of a class on bars of the size that is played, whatever size the configuration trades on. */
function labelOf({ config, symbols }: ForestTracksOptions, assetClass: AssetClass): LabelSpec {
  const interval: Interval = symbols[0]?.series.interval ?? config.market.interval;
  return labelSpec({ ...config, market: { ...config.market, interval } }, assetClass);
}

async function classForecast(
  options: ForestTracksOptions,
  assetClass: AssetClass,
): Promise<WalkForwardForecast> {
  const series = options.symbols.filter(each => each.assetClass === assetClass).map(each => each.series);
  const pool = poolSamples(series, { assetClass, label: labelOf(options, assetClass) });
  const settings = modelOptions(options, assetClass);
  const read = sampleReader(pool);
  const trainings = planTrainings(pool, read, settings);
  const tasks = forecastTasks(trainings);
  const calibrated = await calibratedRows({ pool, tasks, options: settings }, options);
  return honestForecast({ pool, read, trainings, calibrated }, settings);
}

function modelOptions(options: ForestTracksOptions, assetClass: AssetClass): WalkForwardForecastOptions {
  const { learner, seed, params, firstMs } = options;
  const { learning } = withForestParams(options.config, params);
  const { horizon, cost } = labelOf(options, assetClass);
  return {
    assetClass,
    learner,
    settings: learning.forest,
    seed,
    horizon,
    cost,
    window: learning.window,
    ...learning.evaluation,
    evenIfItCannotPay: learning.evenIfItCannotPay,
    maxModelAgeMs: maxModelAgeMs(options.config),
    retrainMs: retrainMs(params),
    firstMs,
  };
}

interface Opinions {
  readonly codes: Int8Array;
  /** NaN where there is no opinion. */
  readonly confidence: Float64Array;
  readonly breakEven: Float64Array;
}

function opinionsOf(
  { symbol, series }: ForestSymbol,
  { pool, trainings, speakers, probability }: WalkForwardForecast,
  { config, firstMs }: ForestTracksOptions,
): Opinions {
  const codes = new Int8Array(series.length);
  const [confidence, breakEven] = [0, 1].map(() => new Float64Array(series.length).fill(Number.NaN)) as [
    Float64Array,
    Float64Array,
  ];
  const own = pool.symbols.indexOf(symbol);
  trainings.forEach(({ from, to }, i) => {
    const pStar = trainings[speakers[i]!]?.breakEven?.pStar;
    const worthwhile = (config.signal.threshold === 'break-even' ? pStar : undefined) ?? 0.5;
    for (let row = from; row < to; row++) {
      const probabilityUp = probability[row]!;
      const barCloseMs = pool.atMs[row]!;
      if (pool.symbol[row] !== own || Number.isNaN(probabilityUp) || barCloseMs < firstMs) continue;
      const bar = pool.bar[row]!;
      const signal = forestSignal({ symbol, probabilityUp, barCloseMs, worthwhile });
      codes[bar] = CODE[signal.action];
      confidence[bar] = signal.confidence;
      breakEven[bar] = pStar ?? Number.NaN;
    }
  });
  return { codes, confidence, breakEven };
}

const trackOf = (
  { series }: ForestSymbol,
  { codes, confidence }: Opinions,
  label: LabelSpec,
): SignalTrack => ({
  codes,
  confidence,
  widths: label.kind === 'fixed' ? null : bar => barrierWidths(series, bar, label),
  tagOf: bar => confidenceBand(confidence[bar]!),
});

const BANDS = 20;

/** `forest 70 %+`: confidence in steps of five percent, so that tables of tags stay short. */
const confidenceBand = (confidence: number): string =>
  `forest ${Math.floor(confidence * BANDS + 1e-9) * (100 / BANDS)} %+`;

import { type BarSeries, closeTimeMs } from '../../core/bar-series.ts';
import { parseInstrument } from '../../core/instrument.ts';
import { DAY_MS, intervalMs } from '../../core/interval.ts';
import type { Reason } from '../../core/reason.ts';
import { featuresAt } from '../../features/build-matrix.ts';
import { barrierWidths, type LabelSpec } from '../../learning/label.ts';
import type { LoadedModel } from '../../learning/loaded-model.ts';
import { forestSignal } from '../../trading/strategies/forest.ts';
import { certain, type Evidence, type Strategy, type View } from '../../trading/strategy.ts';
import type { CurrentModel } from '../current-model.ts';

/** A newest bar that ended more than this many bars ago no longer says anything about now. */
const STALE_AFTER_BARS = 2;
/** The longest time that the stock exchange is usually shut: a weekend with a holiday on each side. */
const LONGEST_CLOSE_MS = 4 * DAY_MS;

export interface ForestInputs {
  readonly label: LabelSpec;
  readonly maxModelAgeMs: number;
  readonly threshold: 'fixed' | 'break-even';
  /** The newest closed bars of a symbol, long enough for the features. */
  bars(symbol: string): Promise<BarSeries>;
  currentModel(): CurrentModel;
}

const none = (reason: Reason): View => ({ opinion: { kind: 'none', reason }, evidence: null });

/** Trades on the current model's calibrated probability. Says why when it cannot. */
export const forestStrategy = (inputs: ForestInputs): Strategy => ({
  id: 'forest',
  async look(symbol, { nowMs }) {
    const series = await inputs.bars(symbol);
    const current = inputs.currentModel();
    const trouble = barTrouble(series, nowMs) ?? modelTrouble(current, nowMs, inputs.maxModelAgeMs);
    if (trouble || current.kind !== 'model') return none(trouble ?? 'NO_MODEL');
    const features = featuresAt(series);
    if (!features) return none('NO_FEATURES');
    const { probabilityUp, interval } = current.model.predict(features);
    const barCloseMs = closeTimeMs(series, series.length - 1);
    const breakEven = inputs.threshold === 'break-even' ? current.model.document.breakEven : null;
    const signal = forestSignal({ symbol, probabilityUp, barCloseMs, worthwhile: breakEven?.pStar ?? 0.5 });
    const widths = barrierWidths(series, series.length - 1, inputs.label);
    const lastClose = series.close[series.length - 1]!;
    const evidence = evidenceOf(current.model, { features, barCloseMs, lastClose, probabilityUp, interval });
    const odds = (threshold: number) => certain(signal.confidence > threshold ? signal.action : 'HOLD');
    return { opinion: { kind: 'signal', signal, widths }, evidence: { ...evidence, odds } };
  },
});

export function barTrouble(series: BarSeries, nowMs: number): Reason | null {
  if (series.length === 0) return 'NO_BARS';
  const ageMs = nowMs - closeTimeMs(series, series.length - 1);
  const closedMs = parseInstrument(series.symbol).assetClass === 'stock' ? LONGEST_CLOSE_MS : 0;
  return ageMs > STALE_AFTER_BARS * intervalMs(series.interval) + closedMs ? 'STALE_BARS' : null;
}

export function modelTrouble(current: CurrentModel, nowMs: number, maxAgeMs: number): Reason | null {
  if (current.kind === 'none') return 'NO_MODEL';
  if (current.kind === 'invalid') return 'MODEL_INVALID';
  return nowMs - Date.parse(current.model.document.trainedTo) > maxAgeMs ? 'MODEL_STALE' : null;
}

interface Forecast {
  readonly features: Float64Array;
  readonly barCloseMs: number;
  readonly lastClose: number;
  readonly probabilityUp: number;
  readonly interval: readonly [number, number];
}

function evidenceOf({ document }: LoadedModel, forecast: Forecast): Omit<Evidence, 'odds'> {
  const { features, barCloseMs, lastClose, probabilityUp, interval } = forecast;
  return {
    featureSet: document.featureSet.id,
    features: [...features],
    barCloseMs,
    lastClose,
    experts: [{ id: document.name, weight: 1, probabilityUp }],
    random: null,
    model: { name: document.name, hash: document.hash, trainedTo: document.trainedTo },
    interval,
    breakEven: document.breakEven?.pStar ?? null,
  };
}

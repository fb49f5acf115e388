import { type BarSeries, closeTimeMs } from '../../core/bar-series.ts';
import { parseInstrument } from '../../core/instrument.ts';
import { DAY_MS, intervalMs } from '../../core/interval.ts';
import type { Reason } from '../../core/reason.ts';
import { featuresAt } from '../../features/build-matrix.ts';
import { barrierWidths, type LabelSpec } from '../../learning/label.ts';
import type { Strategy, View } from '../../trading/strategy.ts';
import type { CurrentModel } from '../current-model.ts';
import { forestView } from './forest-view.ts';

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
    const newest = series.length - 1;
    const row = {
      symbol,
      features,
      barCloseMs: closeTimeMs(series, newest),
      lastClose: series.close[newest]!,
      widths: barrierWidths(series, newest, inputs.label),
    };
    return forestView(current.model, row, inputs.threshold);
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

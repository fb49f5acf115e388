import type { LoadedModel } from '../../learning/loaded-model.ts';
import type { BarrierWidths } from '../../trading/exit-plan.ts';
import { forestSignal } from '../../trading/strategies/forest.ts';
import { certain, type View } from '../../trading/strategy.ts';

/** What a model is asked about: the newest closed bar and what it says. */
export interface ForestRow {
  readonly symbol: string;
  readonly features: Float64Array;
  readonly barCloseMs: number;
  readonly lastClose: number;
  readonly widths: BarrierWidths | null;
}

/** The model's view of one row: in a tick from bars, in a replay from the journal. */
export function forestView(model: LoadedModel, row: ForestRow, threshold: 'fixed' | 'break-even'): View {
  const { symbol, features, barCloseMs, lastClose, widths } = row;
  const { document } = model;
  const { probabilityUp, interval } = model.predict(features);
  const worthwhile = (threshold === 'break-even' ? document.breakEven?.pStar : null) ?? 0.5;
  const signal = forestSignal({ symbol, probabilityUp, barCloseMs, worthwhile });
  return {
    opinion: { kind: 'signal', signal, widths },
    evidence: {
      featureSet: document.featureSet.id,
      features: [...features],
      barCloseMs,
      lastClose,
      experts: [{ id: document.name, weight: 1, probabilityUp }],
      odds: limit => certain(signal.confidence > limit ? signal.action : 'HOLD'),
      random: null,
      model: { name: document.name, hash: document.hash, trainedTo: document.trainedTo },
      interval,
      breakEven: document.breakEven?.pStar ?? null,
    },
  };
}

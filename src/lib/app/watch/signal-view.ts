import { REASONS } from '../../core/reason.ts';
import type { DecisionData } from '../../journal/entry.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';
import type { SignalView } from './journal-view.ts';

/** What the strategy made of a symbol, from its DECISION record. */
export function signalView({ seq, at }: SealedRecord, decision: DecisionData): SignalView {
  const { symbol, strategy, signal, effect, threshold, reason } = decision;
  const { action, confidence, probabilityUp } = signal;
  return {
    ...{ seq, at, symbol, strategy, action, effect, confidence, probabilityUp, threshold, reason },
    meaning: REASONS[reason],
  };
}

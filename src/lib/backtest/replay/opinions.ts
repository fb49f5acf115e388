import { closeTimeMs } from '../../core/bar-series.ts';
import type { Reason } from '../../core/reason.ts';
import type { Action } from '../../core/signal.ts';
import { certain, type Evidence, type View } from '../../trading/strategy.ts';
import type { SymbolInput } from '../engine-run.ts';
import type { HiveTerms } from './hive-terms.ts';

export const noView = (reason: Reason): View => ({ opinion: { kind: 'none', reason }, evidence: null });

const actionOf = (code: number): Action => (code > 0 ? 'BUY' : code < 0 ? 'SELL' : 'HOLD');

/** What the strategy said at the close of a bar, as a tick is told it. A confidence that is not a number is no opinion. */
export function viewAt(
  { symbol, series, track }: SymbolInput,
  bar: number,
  { strategyId, breakEven }: { strategyId: string; breakEven: number | null },
): View {
  const action = actionOf(track.codes[bar]!);
  const confidence = track.confidence ? track.confidence[bar]! : 1;
  if (Number.isNaN(confidence)) return noView('NO_MODEL');
  const barCloseMs = closeTimeMs(series, bar);
  const signal = { symbol, action, confidence, probabilityUp: null, barCloseMs };
  const evidence: Evidence = {
    featureSet: null,
    features: null,
    barCloseMs,
    lastClose: series.close[bar]!,
    experts: [{ id: strategyId, weight: 1, probabilityUp: null }],
    odds: threshold => certain(confidence > threshold ? action : 'HOLD'),
    random: null,
    model: null,
    interval: null,
    breakEven,
  };
  return { opinion: { kind: 'signal', signal, widths: track.widths?.(bar) ?? null }, evidence };
}

/** The view of bar `bar`; none before the first bar. */
export const viewOfBar = (
  inputs: readonly SymbolInput[],
  symbol: number,
  bar: number,
  terms: HiveTerms,
): View =>
  bar < 0
    ? noView('NO_BARS')
    : viewAt(inputs[symbol]!, bar, {
        strategyId: terms.strategyId,
        breakEven: terms.breakEven?.(symbol, bar) ?? null,
      });

import { isoTime } from '../core/clock.ts';
import { formatCents, formatQty } from '../core/money.ts';
import type { Action } from '../core/signal.ts';
import type { DecisionData } from '../journal/entry.ts';
import type { Quote } from '../market/bar-source.ts';
import { pushForward } from '../trading/push-forward.ts';
import { effectOf, type StepInput, type StepResult } from '../trading/step.ts';
import type { ActionOdds, Evidence, View } from '../trading/strategy.ts';
import { planData } from './plan-data.ts';
import type { TickSettings } from './settings.ts';
import type { BookScope } from './step-input.ts';

type SignalView = Extract<View, { evidence: Evidence }>;

interface DecisionParts {
  readonly scope: BookScope;
  readonly quote: Quote;
  readonly view: SignalView;
  /** What was decided on, with the threshold that was used. */
  readonly input: StepInput;
  readonly result: StepResult;
}

/** The journal's line about one decision: all that went in, what came out, and how likely that was. */
export function decisionData(settings: TickSettings, parts: DecisionParts): DecisionData {
  const { scope, view, input, result } = parts;
  const { symbol, epoch, threshold } = input;
  return {
    id: `${scope.book}-${symbol.replace('/', '')}-${epoch}`,
    book: scope.book,
    symbol,
    epoch,
    strategy: scope.strategyId,
    reason: result.reason,
    threshold,
    positionBefore: formatQty(input.held),
    inputs: inputsOf(parts),
    ...circumstances(settings, parts),
    ...saidBy(view),
    ...likelihood(view, input, result),
    ...(result.reason === 'ALREADY_LONG' && result.plan ? { renewedPlan: planData(result.plan) } : {}),
  };
}

const inputsOf = ({ input: { context }, view }: DecisionParts): DecisionData['inputs'] => ({
  atMs: context.nowMs,
  quoteHeldMs: context.quoteHeldMs,
  buyingPower: formatCents(context.buyingPower),
  qtyAvailable: formatQty(context.qtyAvailable),
  lastClose: view.evidence.lastClose,
});

const circumstances = ({ feeRate, spreadBps, epochMs }: TickSettings, { quote }: DecisionParts) => ({
  quote: { bid: quote.bid, ask: quote.ask, at: isoTime(quote.timeMs) },
  costs: { feeRate, spreadBps },
  horizonMs: epochMs,
});

function saidBy({ opinion: { signal, widths }, evidence }: SignalView) {
  const { action, confidence, probabilityUp } = signal;
  const { barCloseMs, random } = evidence;
  return {
    signal: { action, confidence, probabilityUp },
    featureSet: evidence.featureSet,
    features: evidence.features,
    barCloseAt: barCloseMs === null ? null : isoTime(barCloseMs),
    experts: evidence.experts,
    random: random && { algorithm: 'mulberry32' as const, ...random },
    barriers: widths,
    model: evidence.model,
    interval: evidence.interval,
  };
}

/** The policy's odds before and after position and risk rules, and those of what was done. */
function likelihood({ opinion, evidence }: SignalView, input: StepInput, result: StepResult) {
  const before: ActionOdds = evidence.odds(input.threshold);
  const after = pushForward(before, {
    BUY: effectOf('BUY', opinion, input),
    SELL: effectOf('SELL', opinion, input),
    HOLD: effectOf('HOLD', opinion, input),
  });
  const effect = effectOfResult(result);
  return { before, after, effect, propensity: after[effect] };
}

const effectOfResult = ({ order }: StepResult): Action =>
  order ? (order.side === 'buy' ? 'BUY' : 'SELL') : 'HOLD';

import { isoTime } from '../../core/clock.ts';
import { cents, formatPrice, formatQty, priceFromNumber, type Qty } from '../../core/money.ts';
import { clientOrderId, slotOf } from '../../core/order.ts';
import { lotsQty } from '../../core/position.ts';
import type { Reason } from '../../core/reason.ts';
import type { Action } from '../../core/signal.ts';
import type { Book, DecisionData, PlanData } from '../../journal/entry.ts';
import { dayBudget } from '../../journal/project.ts';
import { type BookState, symbolState } from '../../journal/state.ts';
import type { Quote } from '../../market/bar-source.ts';
import { quoteRefusal } from '../../risk/quote-refusal.ts';
import type { Refusal } from '../../risk/rule.ts';
import type { ExitPlan } from '../../trading/exit-plan.ts';
import { effectOf, type StepInput, type StepResult, stepOn, stepWithoutSignal } from '../../trading/step.ts';
import type { ActionOdds, Strategy, View } from '../../trading/strategy.ts';
import type { AccountView } from './account-view.ts';
import { equityOf, type MarketView, marksOf } from './market-view.ts';
import type { TickPorts, TickSettings } from './ports.ts';

/** One book's side of the tick: the account that trades, or the control arm beside it. */
export interface BookScope {
  readonly book: Book;
  readonly strategy: Strategy;
  readonly account: AccountView;
  readonly market: MarketView;
  readonly accountNumber: string;
}

/** What became of one symbol in one book. */
export interface Considered {
  readonly symbol: string;
  readonly reason: Reason;
  readonly refusal: Refusal | null;
  readonly result: StepResult | null;
  /** The decision to journal; null when the epoch was not decided now. */
  readonly decision: DecisionData | null;
  readonly quote: Quote | null;
}

/** S4 and S5 for one symbol: quote gate, barriers, opinion, size, risk. Changes nothing. */
export async function consider(
  ports: TickPorts,
  settings: TickSettings,
  { scope, symbol }: { scope: BookScope; symbol: string },
): Promise<Considered> {
  const { quote, seenAt } = scope.market.get(symbol) ?? { quote: null, seenAt: 0 };
  const nowMs = ports.clock.now();
  const gate = { nowMs, quote, quoteHeldMs: ports.clock.monotonic() - seenAt };
  const refusal = quoteRefusal(gate, settings.limits);
  const stopped = (reason: Reason, why: Refusal | null = null): Considered => ({
    symbol,
    reason,
    refusal: why,
    result: null,
    decision: null,
    quote,
  });
  if (refusal || !quote) return stopped(refusal?.reason ?? 'NO_QUOTE', refusal);
  const input = stepInput(ports, settings, { scope, symbol, quote, gate });
  if (input.context.halt !== null) return stopped('HALTED');
  if (input.context.frozen) return stopped('SYMBOL_FROZEN');
  const early = stepWithoutSignal(input);
  if (early)
    return { symbol, reason: early.reason, refusal: early.refusal, result: early, decision: null, quote };
  const view = await scope.strategy.look(symbol, { nowMs, epoch: input.epoch });
  const threshold = thresholdOf(view, settings);
  const decided = { ...input, threshold, limits: { ...input.limits, minConfidence: threshold } };
  const result = stepOn(view.opinion, decided);
  const decision = view.evidence && decisionData(settings, { scope, quote, view, input: decided, result });
  return { symbol, reason: result.reason, refusal: result.refusal, result, decision, quote };
}

/** The fixed rule, or the cost-aware one where the owner chose it and the model knows its break-even. */
function thresholdOf({ evidence }: View, { threshold, limits }: TickSettings): number {
  return threshold === 'break-even' && evidence?.breakEven != null
    ? evidence.breakEven
    : limits.minConfidence;
}

interface InputParts {
  readonly scope: BookScope;
  readonly symbol: string;
  readonly quote: Quote;
  readonly gate: { readonly nowMs: number; readonly quoteHeldMs: number };
}

function stepInput(ports: TickPorts, settings: TickSettings, parts: InputParts): StepInput {
  const { scope, symbol, quote, gate } = parts;
  const { state } = ports.journal;
  const book = state.books[scope.book];
  const own = symbolState(book, symbol);
  const slot = slotOf(gate.nowMs);
  const epoch = Math.floor(gate.nowMs / settings.epochMs);
  const held = lotsQty(own.lots);
  const frozen = scope.book === 'main' && Object.values(state.open).some(open => open.symbol === symbol);
  return {
    symbol,
    nowMs: gate.nowMs,
    epoch,
    expiresMs: (epoch + 1) * settings.epochMs,
    bid: priceFromNumber(quote.bid),
    ask: priceFromNumber(quote.ask),
    stance: { long: held > 0n, plan: own.plan, closing: own.closing, decidedEpoch: own.decidedEpoch },
    held,
    threshold: settings.limits.minConfidence,
    exits: settings.exits,
    limits: settings.limits,
    context: {
      ...gate,
      quote,
      buyingPower: scope.account.buyingPower,
      qtyAvailable: scope.account.available(symbol),
      day: budget(book, scope.market, gate.nowMs),
      lastEntryMs: own.lastEntryMs,
      frozen,
      halt: ports.halt.read(),
    },
    slotUsed: { buy: own.slots.buy === slot, sell: own.slots.sell === slot },
    orderId: side => clientOrderId({ account: scope.accountNumber, mode: settings.mode, symbol, side, slot }),
  };
}

function budget(book: BookState, market: MarketView, nowMs: number) {
  const { orders, notional, openEquity } = dayBudget(book, nowMs);
  const loss = openEquity - equityOf(book, marksOf(market));
  return { orders, notional, loss: cents(loss > 0n ? loss : 0n) };
}

interface DecisionParts {
  readonly scope: BookScope;
  readonly quote: Quote;
  readonly view: View;
  readonly input: StepInput;
  readonly result: StepResult;
}

function decisionData(settings: TickSettings, parts: DecisionParts): DecisionData | null {
  const { scope, quote, view, input, result } = parts;
  if (view.evidence === null) return null;
  const { evidence, opinion } = view;
  const before = evidence.odds(input.threshold);
  const effects = {
    BUY: effectOf('BUY', opinion, input),
    SELL: effectOf('SELL', opinion, input),
    HOLD: effectOf('HOLD', opinion, input),
  };
  const after = pushForward(before, effects);
  const effect = effectOfResult(result);
  return {
    id: `${scope.book}-${input.symbol.replace('/', '')}-${input.epoch}`,
    book: scope.book,
    symbol: input.symbol,
    epoch: input.epoch,
    strategy: scope.strategy.id,
    reason: result.reason,
    signal: {
      action: opinion.signal.action,
      confidence: opinion.signal.confidence,
      probabilityUp: opinion.signal.probabilityUp,
    },
    threshold: input.threshold,
    featureSet: evidence.featureSet,
    features: evidence.features,
    barCloseAt: evidence.barCloseMs === null ? null : isoTime(evidence.barCloseMs),
    quote: { bid: quote.bid, ask: quote.ask, at: isoTime(quote.timeMs) },
    positionBefore: formatQty(input.held),
    experts: evidence.experts,
    before,
    after,
    effect,
    propensity: after[effect],
    random: evidence.random && { algorithm: 'mulberry32', ...evidence.random },
    costs: { feeRate: settings.feeRate, spreadBps: settings.spreadBps },
    horizonMs: settings.epochMs,
    barriers: opinion.widths,
    model: evidence.model,
    interval: evidence.interval,
    ...(result.reason === 'ALREADY_LONG' && result.plan ? { renewedPlan: planData(result.plan) } : {}),
  };
}

const effectOfResult = ({ order }: StepResult): Action =>
  order ? (order.side === 'buy' ? 'BUY' : 'SELL') : 'HOLD';

/** Odds of effects: those of all actions that come to the same effect, added up. */
export function pushForward(odds: ActionOdds, effects: Readonly<Record<Action, Action>>): ActionOdds {
  const after = { BUY: 0, SELL: 0, HOLD: 0 };
  for (const action of ['BUY', 'SELL', 'HOLD'] as const) after[effects[action]] += odds[action];
  return after;
}

export const planData = (plan: ExitPlan): PlanData => ({
  target: plan.target === null ? null : formatPrice(plan.target),
  stop: plan.stop === null ? null : formatPrice(plan.stop),
  expiresAt: isoTime(plan.expiresMs),
});

/** Coins of a book that may be sold without asking a broker: all of them. */
export const heldIn = (book: BookState, symbol: string): Qty => lotsQty(symbolState(book, symbol).lots);

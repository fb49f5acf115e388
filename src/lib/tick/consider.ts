import { slotOf } from '../core/order.ts';
import type { Reason } from '../core/reason.ts';
import type { DecisionData, SymbolOutcome } from '../journal/entry.ts';
import type { Quote } from '../market/bar-source.ts';
import { quoteFarFromBar } from '../risk/quote-far-from-bar.ts';
import { quoteRefusal } from '../risk/quote-refusal.ts';
import type { Refusal } from '../risk/rule.ts';
import { type StepInput, type StepResult, stepOn, stepWithoutSignal } from '../trading/step.ts';
import type { View } from '../trading/strategy.ts';
import { decisionData } from './decision-data.ts';
import type { TickSettings } from './settings.ts';
import { type BookScope, stepInput, type World } from './step-input.ts';

/** What became of one symbol in one book. */
export interface Considered {
  readonly kind: 'considered';
  readonly symbol: string;
  readonly reason: Reason;
  readonly refusal: Refusal | null;
  /** The slot that an order of this step belongs to. */
  readonly slot: number;
  /** What to do; null when the step was not reached. */
  readonly result: StepResult | null;
  /** The decision to journal; null when the epoch was not decided now. */
  readonly decision: DecisionData | null;
}

/** A step that needs the strategy's view to go on. */
export interface Question {
  readonly kind: 'question';
  readonly scope: BookScope;
  readonly quote: Quote;
  readonly input: StepInput;
}

export interface Subject {
  readonly scope: BookScope;
  readonly symbol: string;
  /** Now, by the wall clock (UTC epoch milliseconds) and by the one that never goes back. */
  readonly nowMs: number;
  readonly steadyMs: number;
}

/** S4 and S5 for one symbol up to its opinion: quote gate, halt, barriers, the rest of a decided epoch. */
export function consider(world: World, settings: TickSettings, subject: Subject): Considered | Question {
  const { scope, symbol, nowMs, steadyMs } = subject;
  const { quote, seenAt } = scope.market.get(symbol) ?? { quote: null, seenAt: 0 };
  const gate = { nowMs, quoteHeldMs: steadyMs - seenAt };
  const here = { symbol, slot: slotOf(nowMs) };
  if (scope.account.drifted(symbol)) return stopped(here, 'POSITION_DRIFT');
  const refusal = quoteRefusal({ ...gate, quote }, settings.limits);
  if (refusal || !quote) return stopped(here, refusal?.reason ?? 'NO_QUOTE', refusal);
  const input = stepInput(world, settings, { scope, symbol, quote, gate });
  if (input.context.halt !== null) return stopped(here, 'HALTED');
  if (input.context.frozen) return stopped(here, 'SYMBOL_FROZEN');
  const early = stepWithoutSignal(input);
  return early ? stepped(here, early) : { kind: 'question', scope, quote, input };
}

/** The rest of the step: what the strategy's view comes to after size and risk. */
export function answer(question: Question, view: View, settings: TickSettings): Considered {
  const { scope, quote, input } = question;
  const here = { symbol: input.symbol, slot: slotOf(input.nowMs) };
  const far = quoteFarFromBar(quote, view.evidence?.lastClose ?? null);
  if (far) return stopped(here, far.reason, far);
  const threshold = thresholdOf(view, settings);
  const decided = { ...input, threshold, limits: { ...input.limits, minConfidence: threshold } };
  const result = stepOn(view.opinion, decided);
  if (view.evidence === null) return stepped(here, result);
  return stepped(here, result, decisionData(settings, { scope, quote, view, input: decided, result }));
}

/** The one line of the closing record about a symbol. */
export const outcomeOf = ({ symbol, reason, refusal }: Considered): SymbolOutcome =>
  refusal
    ? { symbol, reason, rule: refusal.rule, limit: refusal.limit, value: refusal.value }
    : { symbol, reason };

/** The fixed rule, or the cost-aware one where the owner chose it and the model knows its break-even. */
function thresholdOf({ evidence }: View, { threshold, limits }: TickSettings): number {
  return threshold === 'break-even' && evidence?.breakEven != null
    ? evidence.breakEven
    : limits.minConfidence;
}

type Place = Pick<Considered, 'symbol' | 'slot'>;

const stopped = (here: Place, reason: Reason, refusal: Refusal | null = null): Considered => ({
  kind: 'considered',
  ...here,
  reason,
  refusal,
  result: null,
  decision: null,
});

const stepped = (here: Place, result: StepResult, decision: DecisionData | null = null): Considered => ({
  kind: 'considered',
  ...here,
  reason: result.reason,
  refusal: result.refusal,
  result,
  decision,
});

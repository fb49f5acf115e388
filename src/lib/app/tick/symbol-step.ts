import { slotOf } from '../../core/order.ts';
import type { Reason } from '../../core/reason.ts';
import type { DecisionData } from '../../journal/entry.ts';
import type { Quote } from '../../market/bar-source.ts';
import { quoteRefusal } from '../../risk/quote-refusal.ts';
import type { Refusal } from '../../risk/rule.ts';
import { type StepInput, type StepResult, stepOn, stepWithoutSignal } from '../../trading/step.ts';
import type { View } from '../../trading/strategy.ts';
import { decisionData } from './decision-data.ts';
import type { TickPorts, TickSettings } from './ports.ts';
import { type BookScope, stepInput } from './step-input.ts';

/** What became of one symbol in one book. */
export interface Considered {
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

interface Subject {
  readonly scope: BookScope;
  readonly symbol: string;
}

/** S4 and S5 for one symbol: quote gate, barriers, opinion, size, risk. Changes nothing. */
export async function consider(
  ports: TickPorts,
  settings: TickSettings,
  { scope, symbol }: Subject,
): Promise<Considered> {
  const { quote, seenAt } = scope.market.get(symbol) ?? { quote: null, seenAt: 0 };
  const gate = { nowMs: ports.clock.now(), quoteHeldMs: ports.clock.monotonic() - seenAt };
  const here = { symbol, slot: slotOf(gate.nowMs) };
  const refusal = quoteRefusal({ ...gate, quote }, settings.limits);
  if (refusal || !quote) return stopped(here, refusal?.reason ?? 'NO_QUOTE', refusal);
  const input = stepInput(ports, settings, { scope, symbol, quote, gate });
  if (input.context.halt !== null) return stopped(here, 'HALTED');
  if (input.context.frozen) return stopped(here, 'SYMBOL_FROZEN');
  const early = stepWithoutSignal(input);
  return early ? stepped(here, early) : decide(settings, { scope, quote, input, here });
}

async function decide(
  settings: TickSettings,
  { scope, quote, input, here }: { scope: BookScope; quote: Quote; input: StepInput; here: Place },
): Promise<Considered> {
  const { symbol, nowMs, epoch } = input;
  const view = await scope.strategy.look(symbol, { nowMs, epoch });
  const threshold = thresholdOf(view, settings);
  const decided = { ...input, threshold, limits: { ...input.limits, minConfidence: threshold } };
  const result = stepOn(view.opinion, decided);
  if (view.evidence === null) return stepped(here, result);
  return stepped(here, result, decisionData(settings, { scope, quote, view, input: decided, result }));
}

/** The fixed rule, or the cost-aware one where the owner chose it and the model knows its break-even. */
function thresholdOf({ evidence }: View, { threshold, limits }: TickSettings): number {
  return threshold === 'break-even' && evidence?.breakEven != null
    ? evidence.breakEven
    : limits.minConfidence;
}

type Place = Pick<Considered, 'symbol' | 'slot'>;

const stopped = (here: Place, reason: Reason, refusal: Refusal | null = null): Considered => ({
  ...here,
  reason,
  refusal,
  result: null,
  decision: null,
});

const stepped = (here: Place, result: StepResult, decision: DecisionData | null = null): Considered => ({
  ...here,
  reason: result.reason,
  refusal: result.refusal,
  result,
  decision,
});

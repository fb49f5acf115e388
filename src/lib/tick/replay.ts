import { parseCents, parsePrice, parseQty, priceNumber } from '../core/money.ts';
import type { DecisionData, IntentData } from '../journal/entry.ts';
import type { HiveState } from '../journal/state.ts';
import type { Quote } from '../market/bar-source.ts';
import type { View } from '../trading/strategy.ts';
import type { AccountView } from './account-view.ts';
import { answer, type Considered, consider } from './consider.ts';
import type { MarketView } from './market-view.ts';
import { intentData } from './order-entries.ts';
import type { TickSettings } from './settings.ts';

/** What the journal holds of one decision and of the moment it was made in. */
export interface JournalledDecision {
  readonly data: DecisionData;
  /** The journal folded up to the record before it. */
  readonly state: HiveState;
  readonly settings: TickSettings;
  /** Bids of all symbols, by the closing record of the tick; empty when it was killed before that. */
  readonly marks: Readonly<Record<string, string>>;
}

export interface ReplayedDecision {
  readonly decision: DecisionData;
  /** The order that the decision led to, as it would be journalled; null for none. */
  readonly intent: IntentData | null;
}

/** The same step once more, on what the journal kept. @returns the reason when it makes no decision at all. */
export function replayDecision(journalled: JournalledDecision, view: View): ReplayedDecision | string {
  const { state, settings, data } = journalled;
  const { book, symbol, inputs } = data;
  const scope = {
    book,
    strategyId: book === 'main' ? settings.strategyId : 'control',
    accountNumber: book === 'main' ? state.account : 'control',
    account: accountOf(data),
    market: marketOf(journalled),
  };
  // A decision is only made where nothing halts it; the quote was seen when the steady clock stood at 0.
  const subject = { scope, symbol, nowMs: inputs.atMs, steadyMs: inputs.quoteHeldMs };
  const step = consider({ state, halt: null }, settings, subject);
  const considered = step.kind === 'question' ? answer(step, view, settings) : step;
  const { decision } = considered;
  return decision ? { decision, intent: intentOf(considered, decision.id) } : considered.reason;
}

const accountOf = ({ inputs }: DecisionData): AccountView => ({
  buyingPower: () => parseCents(inputs.buyingPower),
  available: () => parseQty(inputs.qtyAvailable),
  drifted: () => false,
});

/** The quote that was decided on, and the bids that the other positions were worth. */
function marketOf({ data, marks }: JournalledDecision): MarketView {
  const { symbol, quote } = data;
  const others = Object.entries(marks).map(([name, mark]): Quote => {
    const bid = priceNumber(parsePrice(mark));
    return { symbol: name, timeMs: data.inputs.atMs, bid, ask: bid };
  });
  const own: Quote = { symbol, timeMs: Date.parse(quote.at), bid: quote.bid, ask: quote.ask };
  return new Map([...others, own].map(one => [one.symbol, { quote: one, seenAt: 0 }]));
}

function intentOf({ result, slot }: Considered, decisionId: string): IntentData | null {
  if (!result?.order) return null;
  return intentData({ order: result.order, slot, plan: result.plan, decisionId });
}

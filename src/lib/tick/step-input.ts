import { utcDay } from '../core/clock.ts';
import { cents, priceFromNumber } from '../core/money.ts';
import { clientOrderId, type Side, slotOf } from '../core/order.ts';
import { lotsQty } from '../core/position.ts';
import type { Book } from '../journal/entry.ts';
import { type HiveState, type SymbolState, symbolState } from '../journal/state.ts';
import { dayBudget } from '../journal/state-changes.ts';
import { classLearner } from '../learning/feedback/learning-state.ts';
import type { Quote } from '../market/bar-source.ts';
import type { RiskContext } from '../risk/rule.ts';
import type { StepInput } from '../trading/step.ts';
import type { AccountView } from './account-view.ts';
import { gateOf } from './gate-of.ts';
import { equityOf, type MarketView, marksOf } from './market-view.ts';
import type { TickSettings } from './settings.ts';

/** One book's side of the tick: the account that trades, or the control arm beside it. */
export interface BookScope {
  readonly book: Book;
  readonly strategyId: string;
  readonly account: AccountView;
  readonly market: MarketView;
  readonly accountNumber: string;
}

/** What a step reads of the world, besides the quotes. */
export interface World {
  readonly state: HiveState;
  /** Why trading is halted; null when it is not. */
  readonly halt: string | null;
}

export interface InputParts {
  readonly scope: BookScope;
  readonly symbol: string;
  readonly quote: Quote;
  readonly gate: { readonly nowMs: number; readonly quoteHeldMs: number };
}

/** Everything that the pure step of one symbol needs, read from the journal's state, the account and the quote. */
export function stepInput(world: World, settings: TickSettings, parts: InputParts): StepInput {
  const { scope, symbol, quote, gate } = parts;
  const own = symbolState(world.state.books[scope.book], symbol);
  const slot = slotOf(gate.nowMs);
  const epoch = Math.floor(gate.nowMs / settings.epochMs);
  const held = lotsQty(own.lots);
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
    limits: held > 0n ? sellable(settings, symbol) : settings.limits,
    context: { ...riskContext(world, parts, own), ...gateTerms(world, settings, parts) },
    slotUsed: { buy: isUsed(own, 'buy', slot), sell: isUsed(own, 'sell', slot) },
    orderId: side => clientOrderId({ account: scope.accountNumber, mode: settings.mode, symbol, side, slot }),
  };
}

/** What is held may be sold, also when it is no longer on the list. It is not bought: a long position never is. */
const sellable = ({ limits }: TickSettings, symbol: string): TickSettings['limits'] => ({
  ...limits,
  symbols: [...limits.symbols, symbol],
});

/** A slot before the newest used one counts as used: a clock set back must not make an order id again. */
const isUsed = ({ slots }: SymbolState, side: Side, slot: number): boolean =>
  slots[side] !== null && slots[side] >= slot;

function riskContext(
  { state, halt }: World,
  { scope, symbol, quote, gate }: InputParts,
  { lastEntryMs }: SymbolState,
): Omit<RiskContext, 'slotUsed'> {
  return {
    ...gate,
    quote,
    buyingPower: scope.account.buyingPower(state),
    qtyAvailable: scope.account.available(state, symbol),
    day: budgetUsed(state, scope, gate.nowMs),
    lastEntryMs,
    frozen: scope.book === 'main' && Object.values(state.open).some(open => open.symbol === symbol),
    halt,
  };
}

/** Where the gate decides: what it lets an entry of the account have. The control arm needs no evidence. */
function gateTerms(
  { state }: World,
  settings: TickSettings,
  { scope, symbol, gate: { nowMs } }: InputParts,
): Pick<RiskContext, 'gate'> {
  if (settings.gate === 'informs' || scope.book === 'control' || isOverridden(state, nowMs)) return {};
  return { gate: gateOf(classLearner(state.learning, 'crypto'), symbol) };
}

const isOverridden = ({ armed }: HiveState, nowMs: number): boolean =>
  armed?.withoutEvidence === true && nowMs < armed.untilMs;

/** What the day has used up; an order of an earlier day that is not resolved yet counts today as well. */
function budgetUsed(state: HiveState, { book: name, market }: BookScope, nowMs: number): RiskContext['day'] {
  const book = state.books[name];
  const { day, orders, notional, openEquity } = dayBudget(book, nowMs);
  const loss = openEquity - equityOf(book, marksOf(market));
  const unresolved = name === 'main' ? Object.values(state.open) : [];
  const carried = unresolved.filter(({ intendedMs }) => utcDay(intendedMs) !== day);
  return {
    orders: orders + carried.length,
    notional: cents(carried.reduce((sum, { value }) => sum + value, notional as bigint)),
    loss: cents(loss > 0n ? loss : 0n),
  };
}

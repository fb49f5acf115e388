import { isoTime } from '../../core/clock.ts';
import { formatCents, formatQty } from '../../core/money.ts';
import type { Side } from '../../core/order.ts';
import type { Reason } from '../../core/reason.ts';
import { entry, type SymbolOutcome, type Worth } from '../../journal/entry.ts';
import type { ApprovedOrder } from '../../risk/approved-order.ts';
import { outcomeOf } from '../../tick/consider.ts';
import type { MarketView } from '../../tick/market-view.ts';
import type { TickSettings } from '../../tick/settings.ts';
import type { BookScope } from '../../tick/step-input.ts';
import { symbolsInPlay, tickEntry } from '../../tick/tick-entries.ts';
import { viewAccount } from './account-view.ts';
import { begin } from './begin.ts';
import { learnEpoch } from './learn-epoch.ts';
import { lookForOtherOrders } from './other-orders.ts';
import { placeOrder, type Start, startOf } from './place-order.ts';
import type { TickPorts } from './ports.ts';
import { recordPostedFees } from './posted-fees.ts';
import { resolveOpenOrders } from './resolve.ts';
import { shadowSymbol } from './shadow.ts';
import { stuckOrders } from './stuck-orders.ts';
import { considerSymbol } from './symbol-step.ts';
import { viewMarket } from './view-market.ts';

/** An order that this tick made, sent or not. */
export interface TickOrder {
  readonly order: string;
  readonly symbol: string;
  readonly side: Side;
  /** Dollars to spend, or coins to sell. */
  readonly notional: string | null;
  readonly qty: string | null;
  /** Why it did not trade; null when the broker took it. */
  readonly stopped: Reason | null;
}

export interface TickReport {
  readonly slot: number;
  readonly at: string;
  readonly outcomes: readonly SymbolOutcome[];
  readonly orders: readonly TickOrder[];
  /** Why trading is halted; null when it is not. */
  readonly halted: string | null;
  readonly worth: Readonly<Record<'main' | 'control', Worth>>;
  /** Orders whose outcome is still unknown. */
  readonly open: number;
  /** What a person should look at. */
  readonly warnings: readonly string[];
}

/**
 * One tick, steps S1 to S11 of the protocol. The caller holds the lock and has opened the journal.
 * Whatever it throws, what was sent is in the journal or will be found by the next tick.
 */
export async function runTick(ports: TickPorts, settings: TickSettings): Promise<TickReport> {
  const startedAt = startOf(ports);
  const found = await begin(ports, settings);
  const before = ports.journal.state;
  await resolveOpenOrders(ports, settings);
  const others = await lookForOtherOrders(ports, settings);
  const fees = await recordPostedFees(ports);
  // What was read of the account is of before the fills that have just been taken over.
  const account = ports.journal.state === before ? found : await ports.broker.account();
  const { view, warnings } = await viewAccount(ports, account);
  const { accountNumber } = account;
  const market = await viewMarket(ports, symbolsInPlay(ports.journal.state, settings));
  const lessons = await learnEpoch(ports, settings);
  const outcomes: SymbolOutcome[] = [];
  const orders: TickOrder[] = [];
  for (const symbol of market.keys()) {
    const strategyId = ports.strategy.id;
    const scope = { book: 'main' as const, strategyId, account: view, market, accountNumber };
    const traded = await tradeSymbol(ports, settings, { scope, symbol, startedAt });
    outcomes.push(traded.outcome);
    orders.push(...traded.orders);
  }
  for (const symbol of market.keys()) await shadowSymbol(ports, settings, { symbol, market });
  return finish(ports, market, { outcomes, orders, warnings: [...others, ...fees, ...lessons, ...warnings] });
}

async function tradeSymbol(
  ports: TickPorts,
  settings: TickSettings,
  { scope, symbol, startedAt }: { scope: BookScope; symbol: string; startedAt: Start },
): Promise<{ readonly outcome: SymbolOutcome; readonly orders: readonly TickOrder[] }> {
  const considered = await considerSymbol(ports, settings, { scope, strategy: ports.strategy, symbol });
  const decision = considered.decision ? [entry('DECISION', considered.decision)] : [];
  const { result } = considered;
  if (!result?.order) {
    if (decision.length > 0) ports.journal.record(...decision);
    return { outcome: outcomeOf(considered), orders: [] };
  }
  const placement = {
    order: result.order,
    slot: considered.slot,
    plan: result.plan,
    decisionId: considered.decision?.id ?? null,
    before: decision,
    seen: scope.market.get(symbol) ?? { quote: null, seenAt: 0 },
    startedAt,
  };
  const stopped = await placeOrder(ports, settings, placement);
  return {
    outcome: stopped ? { symbol, reason: stopped } : outcomeOf(considered),
    orders: [tickOrder(result.order, stopped)],
  };
}

const tickOrder = (
  { clientOrderId, symbol, side, size }: ApprovedOrder,
  stopped: Reason | null,
): TickOrder => ({
  order: clientOrderId,
  symbol,
  side,
  notional: size.kind === 'notional' ? formatCents(size.notional) : null,
  qty: size.kind === 'qty' ? formatQty(size.qty) : null,
  stopped,
});

/** S11: the closing record, which says that the tick came to its end. */
function finish(
  { journal, clock, halt }: TickPorts,
  market: MarketView,
  { outcomes, orders, warnings }: Pick<TickReport, 'outcomes' | 'orders' | 'warnings'>,
): TickReport {
  const closing = tickEntry(journal.state, { market, outcomes, nowMs: clock.now() });
  journal.record(closing);
  const { slot, worth } = closing.data;
  const { open } = journal.state;
  return {
    slot,
    at: isoTime(clock.now()),
    outcomes,
    orders,
    halted: halt.read(),
    worth,
    open: Object.keys(open).length,
    warnings: [...warnings, ...stuckOrders(open, clock.now()).map(({ says, todo }) => `${says} ${todo}`)],
  };
}

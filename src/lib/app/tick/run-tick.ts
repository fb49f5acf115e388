import { isoTime } from '../../core/clock.ts';
import { configError } from '../../core/errors.ts';
import { entry, type SymbolOutcome, type Worth } from '../../journal/entry.ts';
import type { HiveState } from '../../journal/state.ts';
import { outcomeOf } from '../../tick/consider.ts';
import type { MarketView } from '../../tick/market-view.ts';
import type { TickSettings } from '../../tick/settings.ts';
import type { BookScope } from '../../tick/step-input.ts';
import { changedConfig, genesisEntry, symbolsInPlay, tickEntry } from '../../tick/tick-entries.ts';
import { viewAccount } from './account-view.ts';
import { placeOrder } from './place-order.ts';
import type { TickPorts } from './ports.ts';
import { refuseForeignOrders, resolveOpenOrders } from './resolve.ts';
import { shadowSymbol } from './shadow.ts';
import { considerSymbol } from './symbol-step.ts';
import { viewMarket } from './view-market.ts';

export interface TickReport {
  readonly slot: number;
  readonly at: string;
  readonly outcomes: readonly SymbolOutcome[];
  /** Why trading is halted; null when it is not. */
  readonly halted: string | null;
  readonly worth: Readonly<Record<'main' | 'control', Worth>>;
  /** Orders whose outcome is still unknown. */
  readonly open: number;
}

/**
 * One tick, steps S1 to S11 of the protocol. The caller holds the lock and has opened the journal.
 * Whatever it throws, what was sent is in the journal or will be found by the next tick.
 */
export async function runTick(ports: TickPorts, settings: TickSettings): Promise<TickReport> {
  const startedAt = ports.clock.monotonic();
  const accountNumber = await begin(ports, settings);
  await resolveOpenOrders(ports, settings);
  await refuseForeignOrders(ports);
  const account = await viewAccount(ports);
  const market = await viewMarket(ports, symbolsInPlay(ports.journal.state, settings));
  const outcomes: SymbolOutcome[] = [];
  for (const symbol of market.keys()) {
    const strategyId = ports.strategy.id;
    const scope = { book: 'main' as const, strategyId, account, market, accountNumber };
    outcomes.push(await tradeSymbol(ports, settings, { scope, symbol, startedAt }));
  }
  for (const symbol of market.keys()) await shadowSymbol(ports, settings, { symbol, market });
  return finish(ports, market, outcomes);
}

async function begin({ journal, broker }: TickPorts, settings: TickSettings): Promise<string> {
  const { accountNumber, cash } = await broker.account();
  const { mode, market } = settings;
  if (!journal.hasBegun) {
    await refuseUsedAccount(broker);
    journal.record(genesisEntry(settings, { accountNumber, cash }));
  }
  refuseOther(journal.state, { account: accountNumber, mode, market });
  const changed = changedConfig(journal.state, settings);
  if (changed.length > 0) journal.record(...changed);
  return accountNumber;
}

type World = Pick<HiveState, 'account' | 'mode' | 'market'>;

/** One journal is of one account, one mode and one market: profits of two add up to nothing. */
function refuseOther(state: World, { account, mode, market }: World): void {
  if (state.account !== account || state.mode !== mode) {
    throw configError({
      code: 'ACCOUNT_CHANGED',
      message: `The journal is of ${state.mode} account ${state.account}; this run would trade ${mode} account ${account}.`,
      next: 'Use another home folder for another account or mode: --home FOLDER.',
    });
  }
  if (state.market === market) return;
  throw configError({
    code: 'MARKET_CHANGED',
    message: `The journal is of the market ${state.market}; this run would trade on ${market}.`,
    next: 'Set seed, edge and source back, or use another home folder: --home FOLDER.',
  });
}

/** A new journal on an account with HIVE orders means that the old journal was lost. */
async function refuseUsedAccount(broker: TickPorts['broker']): Promise<void> {
  const [order] = await broker.orderIdsSince(0);
  if (order === undefined) return;
  throw configError({
    code: 'JOURNAL_MISSING',
    message: `There is no journal, but the account already has orders (the first is ${order}).`,
    next: 'Bring the journal back from a backup, or start with a new account in another home folder.',
  });
}

async function tradeSymbol(
  ports: TickPorts,
  settings: TickSettings,
  { scope, symbol, startedAt }: { scope: BookScope; symbol: string; startedAt: number },
): Promise<SymbolOutcome> {
  const considered = await considerSymbol(ports, settings, { scope, strategy: ports.strategy, symbol });
  const decision = considered.decision ? [entry('DECISION', considered.decision)] : [];
  const { result } = considered;
  if (!result?.order) {
    if (decision.length > 0) ports.journal.record(...decision);
    return outcomeOf(considered);
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
  return stopped ? { symbol, reason: stopped } : outcomeOf(considered);
}

/** S11: the closing record, which says that the tick came to its end. */
function finish(
  { journal, clock, halt }: TickPorts,
  market: MarketView,
  outcomes: readonly SymbolOutcome[],
): TickReport {
  const closing = tickEntry(journal.state, { market, outcomes, nowMs: clock.now() });
  journal.record(closing);
  const { slot, worth } = closing.data;
  const { open } = journal.state;
  return {
    slot,
    at: isoTime(clock.now()),
    outcomes,
    halted: halt.read(),
    worth,
    open: Object.keys(open).length,
  };
}

import { simulatedAccountNumber } from '../../broker/paper/account-number.ts';
import { execute } from '../../broker/paper/execute.ts';
import { quoteFills } from '../../broker/paper/fill-model.ts';
import type { LedgerAccount } from '../../broker/paper/ledger.ts';
import { noQuote, type Refused } from '../../broker/paper/rules.ts';
import { type Fill, ratePpm } from '../../core/fill.ts';
import { cents } from '../../core/money.ts';
import type { Reason } from '../../core/reason.ts';
import { type Entry, entry, type SymbolOutcome, type TimedEntry } from '../../journal/entry.ts';
import { project } from '../../journal/project.ts';
import type { HiveState } from '../../journal/state.ts';
import type { Quote } from '../../market/bar-source.ts';
import type { ApprovedOrder } from '../../risk/approved-order.ts';
import { brokerView } from '../../tick/account-view.ts';
import { answer, type Considered, consider, outcomeOf } from '../../tick/consider.ts';
import type { MarketView } from '../../tick/market-view.ts';
import { acceptedEntry, fillEntries, intentData } from '../../tick/order-entries.ts';
import type { TickSettings } from '../../tick/settings.ts';
import type { BookScope } from '../../tick/step-input.ts';
import { changedConfig, genesisEntry, symbolsInPlay, tickEntry } from '../../tick/tick-entries.ts';
import type { View } from '../../trading/strategy.ts';

export interface DeskTerms {
  readonly settings: TickSettings;
  readonly startingCents: number;
  readonly slippagePpm: number;
  readonly keepsEntries: boolean;
}

/** One tick: the quotes that are known at the moment, and what the strategy says when it is asked. */
export interface TickInput {
  readonly nowMs: number;
  readonly quotes: ReadonlyMap<string, Quote>;
  viewOf(symbol: string): View;
}

/** What came of one symbol in a tick. */
export interface TickStep {
  readonly symbol: string;
  readonly reason: Reason;
  readonly fill: (Fill & { readonly reason: Reason }) | null;
}

/** A whole tick as a function of values: the steps of the real one, with an account and a journal in memory. */
export class HiveDesk {
  readonly #terms: DeskTerms;
  readonly #fills: ReturnType<typeof quoteFills>;
  readonly #entries: TimedEntry[] = [];
  #account: LedgerAccount;
  #state: HiveState | null = null;

  constructor(terms: DeskTerms) {
    this.#terms = terms;
    this.#fills = quoteFills({ slippageBps: terms.slippagePpm / 100 });
    const accountNumber = simulatedAccountNumber(terms.settings.seed);
    this.#account = { accountNumber, cash: cents(terms.startingCents), positions: new Map() };
  }

  get entries(): readonly TimedEntry[] {
    return this.#entries;
  }

  /** Null before the first tick. */
  get state(): HiveState | null {
    return this.#state;
  }

  /** @returns what came of each symbol in play. */
  tick(input: TickInput): readonly TickStep[] {
    const { settings } = this.#terms;
    const { nowMs } = input;
    const state = this.#begin(nowMs);
    const market = marketOf(symbolsInPlay(state, settings), input);
    const scope = this.#scope(market);
    const steps = [...market.keys()].map(symbol => this.#step(scope, symbol, input));
    const outcomes = steps.map(({ outcome }) => outcome);
    this.#record(nowMs, tickEntry(this.#now, { market, outcomes, nowMs }));
    return steps;
  }

  get #now(): HiveState {
    if (!this.#state) throw new Error('the journal has not begun');
    return this.#state;
  }

  /** The settings stay as they are for the whole run, so one look at them is enough. */
  #begin(nowMs: number): HiveState {
    const { settings } = this.#terms;
    if (!this.#state) {
      this.#record(nowMs, genesisEntry(settings, this.#account));
      this.#record(nowMs, ...changedConfig(this.#now, settings));
    }
    return this.#now;
  }

  #scope(market: MarketView): BookScope {
    const { accountNumber, cash, positions } = this.#account;
    const account = { accountNumber, cash, nonMarginableBuyingPower: cash, blocked: null, brokerMs: null };
    const held = [...positions].map(([symbol, qty]) => ({ symbol, qty, qtyAvailable: qty }));
    const { strategyId } = this.#terms.settings;
    return {
      book: 'main',
      strategyId,
      account: brokerView({ account, positions: held }),
      market,
      accountNumber,
    };
  }

  #step(scope: BookScope, symbol: string, input: TickInput): TickStep & { readonly outcome: SymbolOutcome } {
    const considered = this.#considered(scope, symbol, input);
    const { decision, result } = considered;
    const before = decision ? [entry('DECISION', decision)] : [];
    if (!result?.order) {
      this.#record(input.nowMs, ...before);
      return { symbol, reason: considered.reason, fill: null, outcome: outcomeOf(considered) };
    }
    const { order, plan } = result;
    const { slot } = considered;
    const intent = intentData({ order, slot, plan, decisionId: decision?.id ?? null });
    this.#record(input.nowMs, ...before, entry('INTENT', intent));
    return this.#send(order, scope.market.get(symbol)?.quote ?? null, input.nowMs);
  }

  #considered(scope: BookScope, symbol: string, { nowMs, viewOf }: TickInput): Considered {
    const { settings } = this.#terms;
    const subject = { scope, symbol, nowMs, steadyMs: nowMs };
    const step = consider({ state: this.#now, halt: null }, settings, subject);
    return step.kind === 'question' ? answer(step, viewOf(symbol), settings) : step;
  }

  #send(order: ApprovedOrder, quote: Quote | null, atMs: number) {
    const { symbol, reason, clientOrderId } = order;
    const result = this.#execute(order, quote, atMs);
    if (result.kind === 'REFUSED') {
      const { code, message } = result;
      this.#record(atMs, entry('REFUSED', { order: clientOrderId, code, message }));
      const refused = { symbol, reason: 'BROKER_REFUSED' as const };
      return { ...refused, fill: null, outcome: refused };
    }
    const { cash, positions, fills } = result.entry;
    this.#account = { ...this.#account, cash, positions };
    this.#record(atMs, acceptedEntry(result.entry.order));
    const open = this.#now.open[clientOrderId]!;
    this.#record(atMs, ...fillEntries(result.entry.order, { open, fills }, this.#terms.settings.feeRate));
    return { symbol, reason, fill: { ...fills[0]!, reason }, outcome: { symbol, reason } };
  }

  #execute(order: ApprovedOrder, quote: Quote | null, atMs: number): ReturnType<typeof execute> | Refused {
    const price = quote && this.#fills.price(order.side, quote);
    if (!price) return noQuote(order.symbol);
    const feePpm = ratePpm(this.#terms.settings.feeRate);
    return execute(this.#account, { order, price, feePpm, atMs });
  }

  #record(atMs: number, ...entries: readonly Entry[]): void {
    for (const each of entries) {
      const timed = { ...each, atMs };
      this.#state = project(this.#state, timed);
      if (this.#terms.keepsEntries) this.#entries.push(timed);
    }
  }
}

const marketOf = (symbols: readonly string[], { quotes, nowMs }: TickInput): MarketView =>
  new Map(symbols.map(symbol => [symbol, { quote: quotes.get(symbol) ?? null, seenAt: nowMs }]));

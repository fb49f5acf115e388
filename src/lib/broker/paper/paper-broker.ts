import type { Clock } from '../../core/clock.ts';
import type { Fill } from '../../core/fill.ts';
import type { Instrument } from '../../core/instrument.ts';
import type { Price } from '../../core/money.ts';
import type { Side } from '../../core/order.ts';
import type { QuoteSource } from '../../market/bar-source.ts';
import type { ApprovedOrder } from '../../risk/approved-order.ts';
import type {
  Broker,
  BrokerAccount,
  BrokerFee,
  BrokerFill,
  BrokerOrder,
  BrokerPosition,
  CancelReport,
  LookupOutcome,
  SubmitOutcome,
} from '../broker.ts';
import { execute } from './execute.ts';
import { type FillModel, quoteFills } from './fill-model.ts';
import type { Ledger } from './ledger.ts';
import { assetNotFound, duplicateId, noQuote, type Refused } from './rules.ts';

export interface PaperBrokerOptions {
  readonly ledger: Ledger;
  readonly quotes: QuoteSource;
  readonly clock: Clock;
  /** Fee rate in parts per million (2,500 = 0.25 %). */
  readonly feePpm: bigint;
  /** What may be traded; any other symbol is unknown to the broker. */
  readonly instruments: readonly Instrument[];
  /** Default: at the quote, without slippage. */
  readonly fills?: FillModel;
}

/** The embedded broker: made-up money under Alpaca's crypto rules. Refused orders leave no trace. */
export class PaperBroker implements Broker {
  readonly name = 'simulated';
  readonly settlesExactly = true;
  readonly #options: Required<PaperBrokerOptions>;
  readonly #instruments: ReadonlyMap<string, Instrument>;

  constructor(options: PaperBrokerOptions) {
    this.#options = { fills: quoteFills({ slippageBps: 0 }), ...options };
    this.#instruments = new Map(options.instruments.map(instrument => [instrument.symbol, instrument]));
  }

  async account(): Promise<BrokerAccount> {
    const { accountNumber, cash } = this.#options.ledger.load();
    return { accountNumber, cash, nonMarginableBuyingPower: cash, blocked: null, brokerMs: null };
  }

  async positions(): Promise<readonly BrokerPosition[]> {
    const { positions } = this.#options.ledger.load();
    return [...positions]
      .map(([symbol, held]) => ({ symbol, qty: held, qtyAvailable: held }))
      .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  }

  async submit(order: ApprovedOrder): Promise<SubmitOutcome> {
    try {
      const instrument = this.#instruments.get(order.symbol);
      if (!instrument) return assetNotFound(order.symbol);
      const met = await this.#priceOf(instrument, order.side);
      return this.#options.ledger.exclusive(() => this.#settle(order, met));
    } catch (error) {
      // The books may or may not hold the order: only a lookup can tell.
      return { kind: 'UNKNOWN', detail: messageOf(error), requestId: null };
    }
  }

  async orderByClientId(clientOrderId: string): Promise<LookupOutcome> {
    const order = this.#options.ledger.orderByClientId(clientOrderId);
    return order ? { kind: 'FOUND', order } : { kind: 'MISSING' };
  }

  async ordersSince(sinceMs: number): Promise<readonly BrokerOrder[]> {
    return this.#options.ledger.ordersSince(sinceMs);
  }

  /** Orders fill when they are submitted. */
  async fillsSince(sinceMs: number): Promise<readonly BrokerFill[]> {
    const { ledger } = this.#options;
    return ledger
      .ordersSince(sinceMs)
      .flatMap(order => ledger.fillsOf(order.clientOrderId).map(fillOf(order)));
  }

  /** Fees are taken at once, as `settle` says. */
  async feesSince(): Promise<readonly BrokerFee[]> {
    return [];
  }

  /** No order stays open here. */
  async cancelAll(): Promise<readonly CancelReport[]> {
    return [];
  }

  /** An account of made-up money needs no second switch: the kill switch of HIVE stops it. */
  async suspend(): Promise<void> {}

  async #priceOf(instrument: Instrument, side: Side): Promise<Price | Refused> {
    const { quotes, clock, fills } = this.#options;
    try {
      const quote = await quotes.quote(instrument, clock.now());
      return (quote && fills.price(side, quote)) ?? noQuote(instrument.symbol);
    } catch (error) {
      return noQuote(instrument.symbol, messageOf(error));
    }
  }

  #settle(order: ApprovedOrder, met: Price | Refused): SubmitOutcome {
    const { ledger, feePpm, clock } = this.#options;
    if (ledger.orderByClientId(order.clientOrderId)) return duplicateId();
    if (typeof met === 'object') return met;
    const result = execute(ledger.load(), { order, price: met, feePpm, atMs: clock.now() });
    if (result.kind === 'REFUSED') return result;
    ledger.record(result.entry);
    return { kind: 'ACCEPTED', order: result.entry.order, requestId: null };
  }
}

const fillOf =
  ({ id: orderId }: BrokerOrder) =>
  ({ clientOrderId: _, ...fill }: Fill): BrokerFill => ({ ...fill, orderId });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

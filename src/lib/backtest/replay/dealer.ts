import { type Settlement, settle } from '../../core/fill.ts';
import { type Price, type Qty, qty } from '../../core/money.ts';
import type { Reason } from '../../core/reason.ts';
import type { ExecutionModel } from '../execution.ts';
import type { Direction } from './direction.ts';
import { entrySize, inUnits, type PlainSizing, paysInCash } from './entry-size.ts';
import type { Portfolio } from './portfolio.ts';
import type { Prices } from './prices.ts';
import { type Deal, settleInCash } from './settlement.ts';

interface Order {
  readonly symbol: number;
  readonly bar: number;
  readonly direction: Direction;
  /** Volume of the bar, in coins or shares; null for an order that is not capped. */
  readonly volume: number | null;
}

export interface EntryOrder extends Order {
  readonly signalBar: number;
  /** Side of the quote that the entry meets. */
  readonly quote: Price;
}

export interface ExitOrder extends Order {
  readonly reason: Reason;
  /** What the order fills at. */
  readonly price: Price;
  readonly feePpm: bigint;
}

/** Fills orders on one account by the execution model. */
export class Dealer {
  readonly #execution: ExecutionModel;
  readonly #sizing: PlainSizing;
  readonly #portfolio: Portfolio;
  readonly #prices: Prices;
  readonly #takerPpm: bigint;

  constructor(execution: ExecutionModel, sizing: PlainSizing, { portfolio, prices }: Counters) {
    this.#execution = execution;
    this.#sizing = sizing;
    this.#portfolio = portfolio;
    this.#prices = prices;
    this.#takerPpm = BigInt(execution.fees.takerPpm);
  }

  /** Opens a position at the market. @returns why nothing was bought or sold short; null when something was. */
  enter(order: EntryOrder): Reason | null {
    const { direction, symbol, bar, signalBar } = order;
    const price = this.#prices.market(direction.entry, order.quote);
    const wanted = this.#size(direction, price);
    if (this.#settled(direction, wanted, price).qty === 0n) return 'NO_CASH';
    const filled = inUnits(this.#capped(wanted, order.volume), this.#execution.unitNanos);
    const moved = this.#settled(direction, filled, price);
    if (moved.qty === 0n) return 'NO_VOLUME';
    const side = direction.entry;
    const what = { symbol, bar, side, signalBar, purpose: 'entry', reason: 'ENTRY_SIGNAL' } as const;
    this.#portfolio.apply({ ...what, qty: filled, price, ...amounts(moved) });
    return null;
  }

  /** Sells or buys back what is held, or as much of it as the volume allows. @returns whether nothing is left. */
  leave(order: ExitOrder): boolean {
    const { symbol, bar, reason, price, direction } = order;
    const held = this.#portfolio.held(symbol);
    const open = qty(held < 0n ? -held : held);
    const filled = this.#capped(open, order.volume);
    if (filled > 0n) {
      const side = direction.exit;
      const moved = settleInCash({ side, qty: filled, price }, order.feePpm);
      const what = { symbol, bar, side, signalBar: bar, purpose: 'exit', reason } as const;
      this.#portfolio.apply({ ...what, qty: filled, price, ...amounts(moved) });
    }
    return filled === open;
  }

  #size(direction: Direction, price: Price): Qty {
    const request = {
      direction,
      price,
      freeCash: this.#portfolio.freeCash(),
      equity: this.#portfolio.equityCents(),
    };
    return entrySize(this.#sizing, this.#execution, request);
  }

  #settled(direction: Direction, amount: Qty, price: Price): Settlement {
    const deal: Deal = { side: direction.entry, qty: amount, price };
    const settler = paysInCash(this.#execution, direction) ? settleInCash : settle;
    return settler(deal, this.#takerPpm);
  }

  /** A bar whose volume is unknown lets nothing through. */
  #capped(wanted: Qty, volume: number | null): Qty {
    const { capPpm } = this.#execution.volume;
    if (capPpm === null || volume === null) return wanted;
    const nanos = Math.floor(volume * (capPpm * 1000));
    const most = Number.isFinite(nanos) ? BigInt(nanos) : 0n;
    return qty(wanted < most ? wanted : most);
  }
}

interface Counters {
  readonly portfolio: Portfolio;
  readonly prices: Prices;
}

const amounts = ({ cash, qty: net, feeValue }: Settlement) => ({ cash, net, fee: feeValue });

import type { BarSeries } from '../../core/bar-series.ts';
import type { Cents, Price, Qty } from '../../core/money.ts';
import type { Side } from '../../core/order.ts';
import type { Reason } from '../../core/reason.ts';
import type { EngineFill, EngineTrade, Rows } from '../engine-run.ts';

/** One execution and what it moves. */
export interface Executed {
  readonly symbol: number;
  readonly bar: number;
  readonly side: Side;
  readonly purpose: 'entry' | 'exit';
  readonly reason: Reason;
  /** Bar whose signal made the entry; that of the fill for exits. */
  readonly signalBar: number;
  /** Gross. */
  readonly qty: Qty;
  readonly price: Price;
  /** Changes of cash and of the position, fees included; negative for what goes out. */
  readonly cash: Cents;
  readonly net: Qty;
  /** Fee in cents, whichever way it was taken. */
  readonly fee: Cents;
}

/** A trade while it runs: what is left of it, and what that cost or brought. */
interface Running {
  readonly entry: Executed;
  left: bigint;
  basis: bigint;
  profit: bigint;
  feeClose: bigint;
  /** Sums of the exits' quantities and of quantity × price. */
  sold: bigint;
  value: bigint;
  end: { readonly bar: number; readonly reason: Reason } | null;
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

export const rowsOf = <T>(list: readonly T[]): Rows<T> => ({
  length: list.length,
  at(index) {
    const row = list[index];
    if (row === undefined) throw new RangeError(`no row ${index} in ${list.length} rows`);
    return row;
  },
});

/** Fills in the order in which they happened, and the round trips that they make. */
export class TradeBook {
  readonly #fills: EngineFill[] = [];
  readonly #trades: Running[] = [];
  /** The running trade of each symbol. */
  readonly #running = new Map<number, Running>();
  readonly #rejected: Partial<Record<Reason, number>> = {};

  get fills(): Rows<EngineFill> {
    return rowsOf(this.#fills);
  }

  get rejected(): Readonly<Partial<Record<Reason, number>>> {
    return this.#rejected;
  }

  /** A signal to enter came to nothing. */
  reject(reason: Reason): void {
    this.#rejected[reason] = (this.#rejected[reason] ?? 0) + 1;
  }

  add(executed: Executed, balance: Cents): void {
    this.#fills.push(fillRow(executed, balance));
    if (executed.purpose === 'entry') this.#open(executed);
    else this.#close(executed);
  }

  /** In the order in which they were opened. */
  trades(series: readonly BarSeries[]): Rows<EngineTrade> {
    return rowsOf(this.#trades.map(running => tradeRow(running, series[running.entry.symbol]!)));
  }

  #open(entry: Executed): void {
    const running = {
      entry,
      left: size(entry.net),
      basis: size(entry.cash),
      profit: 0n,
      feeClose: 0n,
      sold: 0n,
      value: 0n,
      end: null,
    };
    this.#trades.push(running);
    this.#running.set(entry.symbol, running);
  }

  /** Each part takes its share of what the entry moved, rounded down; the last one takes the rest. */
  #close({ symbol, bar, reason, qty: gross, price, cash, net, fee }: Executed): void {
    const running = this.#running.get(symbol);
    if (!running) throw new RangeError(`an exit of symbol ${symbol}, which is flat`);
    const taken = size(net);
    const share = taken === running.left ? running.basis : (running.basis * taken) / running.left;
    running.left -= taken;
    running.basis -= share;
    running.profit += running.entry.side === 'buy' ? cash - share : share + cash;
    running.feeClose += fee;
    running.sold += gross;
    running.value += gross * price;
    if (running.left > 0n) return;
    running.end = { bar, reason };
    this.#running.delete(symbol);
  }
}

const fillRow = (executed: Executed, balance: Cents): EngineFill => ({
  symbol: executed.symbol,
  bar: executed.bar,
  side: executed.side,
  purpose: executed.purpose,
  reason: executed.reason,
  qtyNanos: Number(executed.qty),
  priceNanos: Number(executed.price),
  cashCents: Number(executed.cash),
  balanceCents: Number(balance),
  feeCents: Number(executed.fee),
});

function tradeRow(running: Running, series: BarSeries): EngineTrade {
  const { entry, end } = running;
  return {
    symbol: entry.symbol,
    side: entry.side === 'buy' ? 'long' : 'short',
    entryBar: entry.bar,
    exitBar: end?.bar ?? null,
    signalBar: entry.signalBar,
    qtyNanos: Number(entry.qty),
    entryPriceNanos: Number(entry.price),
    exitPriceNanos: end && Number(running.value / running.sold),
    stakeCents: Number(size(entry.cash)),
    feeOpenCents: Number(entry.fee),
    feeCloseCents: Number(running.feeClose),
    profitCents: Number(running.profit),
    ...range(series, entry.bar, end?.bar ?? series.length - 1),
    exitReason: end?.reason ?? null,
  };
}

/** Lowest and highest price of the bars `from` to `to`, both included. */
function range({ low, high }: BarSeries, from: number, to: number) {
  let minRate = Number.POSITIVE_INFINITY;
  let maxRate = Number.NEGATIVE_INFINITY;
  for (let bar = from; bar <= to; bar++) {
    if (low[bar]! < minRate) minRate = low[bar]!;
    if (high[bar]! > maxRate) maxRate = high[bar]!;
  }
  return { minRate, maxRate };
}

import type { EngineTrade, Rows } from '../engine-run.ts';
import { growBytes, growDoubles, growIntegers, grownRoom } from './columns.ts';
import { FILL_REASONS, type FillReason, type FillTable } from './fill-table.ts';

/** How a trade stands: after its last exit, or when the run ends with it open. */
export interface TradeState {
  readonly feeClose: number;
  readonly profit: number;
  readonly lowest: number;
  readonly highest: number;
}

/** What is known of a trade once it is flat. */
export interface TradeEnd {
  readonly bar: number;
  /** Average price of the exits. */
  readonly price: number;
  readonly reason: FillReason;
}

/** Trades in columns, in the order of their entries. What the fill of the entry says is read from there. */
export class TradeTable implements Rows<EngineTrade> {
  length = 0;
  readonly #fills: FillTable;
  /** Bars from the one whose signal opened a trade to the one in which it was opened. */
  readonly #lag: number;
  #entryFill = new Int32Array(0);
  #exitBar = new Int32Array(0);
  #exitPrice = new Float64Array(0);
  #feeClose = new Float64Array(0);
  #profit = new Float64Array(0);
  #lowest = new Float64Array(0);
  #highest = new Float64Array(0);
  #reason = new Uint8Array(0);

  constructor(fills: FillTable, lag: number) {
    this.#fills = fills;
    this.#lag = lag;
  }

  /** Begins the trade that the newest fill opened and returns its row. */
  open(): number {
    const row = this.length;
    if (row === this.#exitBar.length) this.#grow(grownRoom(row, row + 1));
    this.#entryFill[row] = this.#fills.length - 1;
    this.#exitBar[row] = -1;
    this.length = row + 1;
    return row;
  }

  write(row: number, state: TradeState): void {
    this.#feeClose[row] = state.feeClose;
    this.#profit[row] = state.profit;
    this.#lowest[row] = state.lowest;
    this.#highest[row] = state.highest;
  }

  close(row: number, end: TradeEnd): void {
    this.#exitBar[row] = end.bar;
    this.#exitPrice[row] = end.price;
    this.#reason[row] = FILL_REASONS.indexOf(end.reason);
  }

  at(index: number): EngineTrade {
    if (!(index >= 0 && index < this.length)) throw new RangeError(`no trade ${index} in ${this.length}`);
    const entry = this.#fills.at(this.#entryFill[index]!);
    const open = this.#exitBar[index]! < 0;
    return {
      symbol: entry.symbol,
      side: entry.side === 'buy' ? 'long' : 'short',
      entryBar: entry.bar,
      exitBar: open ? null : this.#exitBar[index]!,
      signalBar: entry.bar - this.#lag,
      qtyNanos: entry.qtyNanos,
      entryPriceNanos: entry.priceNanos,
      exitPriceNanos: open ? null : this.#exitPrice[index]!,
      stakeCents: Math.abs(entry.cashCents),
      feeOpenCents: entry.feeCents,
      feeCloseCents: this.#feeClose[index]!,
      profitCents: this.#profit[index]!,
      minRate: this.#lowest[index]!,
      maxRate: this.#highest[index]!,
      exitReason: open ? null : FILL_REASONS[this.#reason[index]!]!,
    };
  }

  #grow(room: number): void {
    this.#entryFill = growIntegers(this.#entryFill, room);
    this.#exitBar = growIntegers(this.#exitBar, room);
    this.#exitPrice = growDoubles(this.#exitPrice, room);
    this.#feeClose = growDoubles(this.#feeClose, room);
    this.#profit = growDoubles(this.#profit, room);
    this.#lowest = growDoubles(this.#lowest, room);
    this.#highest = growDoubles(this.#highest, room);
    this.#reason = growBytes(this.#reason, room);
  }
}

import type { EngineTrade, Rows } from '../engine-run.ts';
import { growDoubles, growIntegers, grownRoom } from './columns.ts';
import type { FillTable } from './fill-table.ts';

/** How a trade stands: after its last exit, or when the run ends with it open. */
export interface TradeState {
  readonly row: number;
  readonly feeClose: number;
  readonly realised: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Trades in columns, in the order of their entries. What the fill of the entry says is read from there. */
export class TradeTable implements Rows<EngineTrade> {
  length = 0;
  readonly #fills: FillTable;
  /** Bars from the one whose signal opened a trade to the one in which it was opened. */
  readonly #lag: number;
  #entryFill = new Int32Array(0);
  #exitFill = new Int32Array(0);
  #exitPrice = new Float64Array(0);
  #feeClose = new Float64Array(0);
  #profit = new Float64Array(0);
  #lowest = new Float64Array(0);
  #highest = new Float64Array(0);

  constructor(fills: FillTable, lag: number) {
    this.#fills = fills;
    this.#lag = lag;
  }

  /** Begins the trade that the newest fill opened and returns its row. */
  open(): number {
    const row = this.length;
    if (row === this.#exitFill.length) this.#grow(grownRoom(row, row + 1));
    this.#entryFill[row] = this.#fills.length - 1;
    this.#exitFill[row] = -1;
    this.length = row + 1;
    return row;
  }

  write({ row, feeClose, realised, lowest, highest }: TradeState): void {
    this.#feeClose[row] = feeClose;
    this.#profit[row] = realised;
    this.#lowest[row] = lowest;
    this.#highest[row] = highest;
  }

  /** Ends a trade with the newest fill; `price` is the average of all its exits. */
  close(row: number, price: number): void {
    this.#exitFill[row] = this.#fills.length - 1;
    this.#exitPrice[row] = price;
  }

  at(index: number): EngineTrade {
    if (!(index >= 0 && index < this.length)) throw new RangeError(`no trade ${index} in ${this.length}`);
    const entry = this.#fills.at(this.#entryFill[index]!);
    const exit = this.#exitFill[index]! < 0 ? null : this.#fills.at(this.#exitFill[index]!);
    return {
      symbol: entry.symbol,
      side: entry.side === 'buy' ? 'long' : 'short',
      entryBar: entry.bar,
      exitBar: exit?.bar ?? null,
      signalBar: entry.bar - this.#lag,
      qtyNanos: entry.qtyNanos,
      entryPriceNanos: entry.priceNanos,
      exitPriceNanos: exit && this.#exitPrice[index]!,
      stakeCents: Math.abs(entry.cashCents),
      feeOpenCents: entry.feeCents,
      feeCloseCents: this.#feeClose[index]!,
      profitCents: this.#profit[index]!,
      minRate: this.#lowest[index]!,
      maxRate: this.#highest[index]!,
      exitReason: exit?.reason ?? null,
    };
  }

  #grow(room: number): void {
    this.#entryFill = growIntegers(this.#entryFill, room);
    this.#exitFill = growIntegers(this.#exitFill, room);
    this.#exitPrice = growDoubles(this.#exitPrice, room);
    this.#feeClose = growDoubles(this.#feeClose, room);
    this.#profit = growDoubles(this.#profit, room);
    this.#lowest = growDoubles(this.#lowest, room);
    this.#highest = growDoubles(this.#highest, room);
  }
}

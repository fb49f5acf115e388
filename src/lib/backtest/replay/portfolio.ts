import { type Cents, cents, notional, type Price, priceFromNumber, type Qty, qty } from '../../core/money.ts';
import { type Executed, TradeBook } from './trade-book.ts';

/** One cash account and its positions, long (above 0) and short (below 0), with the table of what was done. */
export class Portfolio {
  readonly book = new TradeBook();
  readonly #held: Qty[];
  /** Newest price of each symbol, in dollars. */
  readonly #last: number[];
  #cash: Cents;

  constructor(startingCents: number, symbols: number) {
    this.#cash = cents(startingCents);
    this.#held = new Array<Qty>(symbols).fill(qty(0));
    this.#last = new Array<number>(symbols).fill(Number.NaN);
  }

  get cash(): Cents {
    return this.#cash;
  }

  get isFlat(): boolean {
    return this.#held.every(held => held === 0n);
  }

  held(symbol: number): Qty {
    return this.#held[symbol]!;
  }

  /** The newest open or close that the symbol has traded at. */
  mark(symbol: number, middle: number): void {
    this.#last[symbol] = middle;
  }

  last(symbol: number): Price {
    return priceFromNumber(this.#last[symbol]!);
  }

  apply(executed: Executed): void {
    this.#cash = cents(this.#cash + executed.cash);
    this.#held[executed.symbol] = qty(this.held(executed.symbol) + executed.net);
    this.book.add(executed, this.#cash);
  }

  /** Cash and positions at the last prices, in dollars: a figure to look at, not one to size by. */
  equity(): number {
    let sum = Number(this.#cash) / 100;
    for (let symbol = 0; symbol < this.#held.length; symbol++) {
      const held = this.#held[symbol]!;
      if (held !== 0n) sum += (Number(held) / 1e9) * this.#last[symbol]!;
    }
    return sum;
  }

  /** Cash and positions at the last prices, to the cent: what is held is worth less, what is owed costs more. */
  equityCents(): Cents {
    return this.#sum(held => held !== 0n, 1n);
  }

  /** Cash less twice what the open shorts would cost to buy back: once for their proceeds, once as their cover. */
  freeCash(): Cents {
    return this.#sum(held => held < 0n, 2n);
  }

  #sum(counts: (held: Qty) => boolean, times: bigint): Cents {
    let sum: bigint = this.#cash;
    this.#held.forEach((held, symbol) => {
      if (counts(held)) sum += times * notional(held, this.last(symbol), 'floor');
    });
    return cents(sum);
  }
}

import { parseInstrument } from '../../core/instrument.ts';
import { cents, formatCents, parseCents } from '../../core/money.ts';
import type { Trade } from '../../journal/trade.ts';
import type { ChosenTrades, TradeTotals } from '../select-trades.ts';
import { floats } from './growing-column.ts';
import type { TradePage } from './journal-view.ts';

/** Whole cents of many trades; a double holds 90 trillion dollars of them exactly. */
interface Sums {
  bought: number;
  sold: number;
  fees: number;
  realised: number;
}

const noSums = (): Sums => ({ bought: 0, sold: 0, fees: 0, realised: 0 });

/** All trades, with their amounts as numbers, so that a page of them with its totals is quick to make. */
export class TradeBook {
  readonly #trades: Trade[] = [];
  readonly #atMs = floats();
  readonly #seq = floats();
  readonly #cash = floats();
  readonly #fee = floats();
  readonly #realised = floats();
  readonly #totals = noSums();

  get length(): number {
    return this.#trades.length;
  }

  add(trade: Trade): void {
    this.#trades.push(trade);
    this.#atMs.push(Date.parse(trade.at));
    this.#seq.push(trade.seq);
    this.#cash.push(Number(parseCents(trade.cash)));
    this.#fee.push(Number(parseCents(trade.fee)));
    this.#realised.push(Number(parseCents(trade.realised ?? '0')));
    this.#count(this.#totals, this.#trades.length - 1);
  }

  /** Newest last. */
  newest(count: number): readonly Trade[] {
    return this.#trades.slice(-count);
  }

  /**
   * The newest trades before a record of those that are asked for, and what all that are asked for come to, whichever
   * page it is.
   * @throws HiveError (usage, BAD_SYMBOL) when the text cannot be a symbol.
   */
  page(page: TradePage): ChosenTrades {
    const before = page.before === undefined ? this.length : this.#seq.firstFrom(page.before);
    if (isUnfiltered(page)) {
      const from = page.last === null ? 0 : Math.max(0, before - page.last);
      return {
        trades: this.#trades.slice(from, before),
        total: this.length,
        totals: textsOf(this.#totals),
      };
    }
    return this.#filtered(page, before);
  }

  #filtered(page: TradePage, before: number): ChosenTrades {
    const matches = this.#matcher(page);
    const sums = noSums();
    const rows: number[] = [];
    let total = 0;
    for (let row = 0; row < this.length; row++) {
      if (!matches(row)) continue;
      total += 1;
      this.#count(sums, row);
      if (row < before) rows.push(row);
    }
    const shown = page.last === null ? rows : rows.slice(-page.last);
    return { trades: shown.map(row => this.#trades[row]!), total, totals: textsOf(sums) };
  }

  #matcher(page: TradePage): (row: number) => boolean {
    const { fromMs = -Infinity, toMs = Infinity, side, reason, purpose } = page;
    const symbol = page.symbol === undefined ? undefined : parseInstrument(page.symbol).symbol;
    const isWanted = (trade: Trade) =>
      (symbol === undefined || trade.symbol === symbol) &&
      (side === undefined || trade.side === side) &&
      (reason === undefined || trade.reason === reason) &&
      (purpose === undefined || trade.purpose === purpose);
    return row => {
      const atMs = this.#atMs.at(row);
      return atMs >= fromMs && atMs < toMs && isWanted(this.#trades[row]!);
    };
  }

  #count(sums: Sums, row: number): void {
    const cash = this.#cash.at(row);
    if (this.#trades[row]!.side === 'buy') sums.bought -= cash;
    else sums.sold += cash;
    sums.fees += this.#fee.at(row);
    sums.realised += this.#realised.at(row);
  }
}

const isUnfiltered = ({ symbol, side, reason, purpose, fromMs, toMs }: TradePage): boolean =>
  [symbol, side, reason, purpose, fromMs, toMs].every(filter => filter === undefined);

const textsOf = ({ bought, sold, fees, realised }: Sums): TradeTotals => ({
  bought: formatCents(cents(bought)),
  sold: formatCents(cents(sold)),
  fees: formatCents(cents(fees)),
  realised: formatCents(cents(realised)),
});

import type { BacktestTrade } from '../../lib/app/schemas/backtest.ts';
import { rounded } from './charts/equity-lines.ts';
import type { TradeRow } from './page-data.ts';

/** Trades that a page carries at most: the newest ones. */
export const MAX_TRADES = 5_000;

export interface TradeRows {
  readonly rows: readonly TradeRow[];
  readonly words: readonly string[];
}

/** The newest trades as small rows; texts that repeat are named by their place in `words`. */
export function tradeRows(trades: readonly BacktestTrade[]): TradeRows {
  const places = new Map<string, number>();
  const place = (word: string): number => {
    const known = places.get(word) ?? places.size;
    places.set(word, known);
    return known;
  };
  const seconds = (iso: string) => Math.floor(Date.parse(iso) / 1000);
  const rows = trades
    .slice(-MAX_TRADES)
    .map(
      (trade): TradeRow => [
        place(trade.pair),
        trade.is_short ? 1 : 0,
        rounded(trade.amount, 9),
        rounded(trade.stake_amount, 2),
        seconds(trade.open_date),
        price(trade.open_rate),
        trade.close_date === null ? null : seconds(trade.close_date),
        trade.close_rate === null ? null : price(trade.close_rate),
        rounded(trade.fee_open + trade.fee_close, 2),
        rounded(trade.profit_abs, 2),
        rounded(trade.profit_ratio, 6),
        place(trade.enter_tag),
        trade.exit_reason === null ? null : place(trade.exit_reason),
        trade.trade_duration,
        place(trade.regime),
      ],
    );
  return { rows, words: [...places.keys()] };
}

/** Eight digits: what a price has at most on any market, without the tail of a division. */
const price = (dollars: number): number => Number(dollars.toPrecision(8));

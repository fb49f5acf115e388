import { parseInstrument } from '../core/instrument.ts';
import type { Trade } from '../journal/trade.ts';

export interface TradeChoice {
  /** Any spelling of a symbol; without it all symbols. */
  readonly symbol?: string | undefined;
  /** How many of the newest to keep; null keeps all. */
  readonly last: number | null;
}

/**
 * The newest trades of one symbol or of all, oldest first, and how many there are before the cut.
 * @throws HiveError (usage, BAD_SYMBOL) when the text cannot be a symbol.
 */
export function selectTrades(
  trades: readonly Trade[],
  { symbol, last }: TradeChoice,
): { trades: readonly Trade[]; total: number } {
  const wanted = symbol === undefined ? null : parseInstrument(symbol).symbol;
  const matching = trades.filter(trade => wanted === null || trade.symbol === wanted);
  return { trades: last === null ? matching : matching.slice(-last), total: matching.length };
}

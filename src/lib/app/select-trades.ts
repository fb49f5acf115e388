import { parseInstrument } from '../core/instrument.ts';
import { cents, formatCents, parseCents } from '../core/money.ts';
import type { Trade } from '../journal/trade.ts';
import { inPeriod, type Period } from './period.ts';

export interface TradeChoice extends Period {
  /** Any spelling of a symbol; without it all symbols. */
  readonly symbol?: string | undefined;
  /** How many of the newest to keep; null keeps all. */
  readonly last: number | null;
}

/** Sums over all chosen trades, before the cut; exact dollars. */
export interface TradeTotals {
  readonly bought: string;
  /** After fees. */
  readonly sold: string;
  readonly fees: string;
  readonly realised: string;
}

export interface ChosenTrades {
  readonly trades: readonly Trade[];
  /** How many there are before the cut. */
  readonly total: number;
  readonly totals: TradeTotals;
}

/**
 * The newest trades of one symbol or of all, oldest first, and what all of them come to.
 * @throws HiveError (usage, BAD_SYMBOL) when the text cannot be a symbol.
 */
export function selectTrades(trades: readonly Trade[], choice: TradeChoice): ChosenTrades {
  const { symbol, last } = choice;
  const wanted = symbol === undefined ? null : parseInstrument(symbol).symbol;
  const matching = trades.filter(
    trade => (wanted === null || trade.symbol === wanted) && inPeriod(trade.at, choice),
  );
  return {
    trades: last === null ? matching : matching.slice(-last),
    total: matching.length,
    totals: totalsOf(matching),
  };
}

function totalsOf(trades: readonly Trade[]): TradeTotals {
  const sum = (amountOf: (trade: Trade) => string | null) =>
    formatCents(cents(trades.reduce((total, trade) => total + parseCents(amountOf(trade) ?? '0'), 0n)));
  return {
    bought: sum(({ side, cash }) => (side === 'buy' ? cash.replace('-', '') : null)),
    sold: sum(({ side, cash }) => (side === 'sell' ? cash : null)),
    fees: sum(({ fee }) => fee),
    realised: sum(({ realised }) => realised),
  };
}

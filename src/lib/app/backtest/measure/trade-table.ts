import type { BacktestTrade } from '../../schemas/backtest.ts';
import type { TradeRow } from './trade-row.ts';
import { dollarsOf, isoWriter } from './units.ts';

const MINUTE = 60_000;

function tradeLine(row: TradeRow, isoTime: (ms: number) => string): BacktestTrade {
  const { trade } = row;
  const isOpen = trade.exitBar === null;
  return {
    pair: row.pair,
    is_short: trade.side === 'short',
    is_open: isOpen,
    amount: trade.qtyNanos / 1e9,
    stake_amount: dollarsOf(trade.stakeCents),
    open_date: isoTime(row.openMs),
    open_rate: trade.entryPriceNanos / 1e9,
    close_date: isOpen ? null : isoTime(row.endMs),
    close_rate: trade.exitPriceNanos === null || isOpen ? null : trade.exitPriceNanos / 1e9,
    fee_open: dollarsOf(trade.feeOpenCents),
    fee_close: dollarsOf(trade.feeCloseCents),
    profit_abs: dollarsOf(row.cents),
    profit_ratio: row.ratio,
    enter_tag: row.tag,
    exit_reason: isOpen ? null : trade.exitReason,
    trade_duration: Math.round((row.endMs - row.openMs) / MINUTE),
    bars_held: row.bars,
    min_rate: trade.minRate,
    max_rate: trade.maxRate,
    regime: row.regime,
  };
}

/** The trades as the result shows them. */
export function tradeLines(rows: readonly TradeRow[]): BacktestTrade[] {
  const write = isoWriter();
  return rows.map(row => tradeLine(row, write));
}

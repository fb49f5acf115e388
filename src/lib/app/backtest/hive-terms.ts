import type { Config } from '../../config/schema.ts';
import { parseInstrument } from '../../core/instrument.ts';
import { intervalMs } from '../../core/interval.ts';
import { limitsFrom } from '../../risk/limits.ts';
import type { TickSettings } from '../../tick/settings.ts';
import { tickSettings } from '../settings.ts';
import type { Choice } from './choice.ts';
import type { Execution } from './execution-request.ts';
import type { LoadedBars } from './loaded-bars.ts';

/**
 * The settings of the ticks of a run under HIVE's own limits: those of the configuration, for the symbols of the run.
 * An epoch is never shorter than a bar: within one there is nothing new to decide on.
 */
export function hiveTickSettings(
  config: Config,
  { bars, choice, execution }: { bars: LoadedBars; choice: Choice; execution: Execution },
): TickSettings {
  const symbols = bars.symbols.map(({ instrument }) => instrument.symbol);
  const { fees, spread } = execution.model;
  const barMs = intervalMs(bars.interval);
  return {
    ...tickSettings(config),
    market: bars.market,
    strategyId: choice.name,
    symbols,
    epochMs: Math.max(choice.epochMs ?? barMs, barMs),
    // A rule decides at every bar and says itself when to leave.
    exits: choice.epochMs === null ? 'signal' : config.trading.exits,
    limits: limitsFrom({ ...config.risk, minConfidence: config.signal.minConfidence, symbols }),
    feeRate: fees.takerPpm / 1e6,
    spreadBps: spread.ppm / 100,
  };
}

/** Symbols that HIVE would not trade outside a backtest. */
export const notTradedLive = (symbols: readonly string[]): string[] =>
  symbols.filter(symbol => !['BTC/USD', 'ETH/USD'].includes(parseInstrument(symbol).symbol));

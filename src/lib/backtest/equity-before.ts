import { indexAtOrAfter } from '../core/bar-series.ts';
import type { EngineFill, EngineInput, EngineRun, SymbolInput } from './engine-run.ts';

/** Last close before a moment, in dollars; 0 before the first bar, where nothing can be held. */
function lastClose({ series }: SymbolInput, timeMs: number): number {
  const at = indexAtOrAfter(series, timeMs) - 1;
  return at < 0 ? 0 : series.close[at]!;
}

/** What is held of each symbol in coins or shares, negative when short. */
class Holdings {
  private readonly input: EngineInput;
  private readonly held: Float64Array;

  constructor(input: EngineInput) {
    this.input = input;
    this.held = new Float64Array(input.symbols.length);
  }

  /** Dollars of all but one symbol, at the last closes before a moment. */
  valueOfOthers(symbol: number, timeMs: number): number {
    let value = 0;
    for (let k = 0; k < this.held.length; k++) {
      if (k !== symbol && this.held[k] !== 0)
        value += this.held[k]! * lastClose(this.input.symbols[k]!, timeMs);
    }
    return value;
  }

  book({ symbol, side, purpose, qtyNanos }: EngineFill): void {
    const quantity = side === 'buy' ? qtyNanos / 1e9 : -qtyNanos / 1e9;
    const { takenIn, takerPpm } = this.input.execution.fees;
    const feeInCoins = purpose === 'entry' && side === 'buy' && takenIn === 'asset' ? takerPpm / 1e6 : 0;
    const left = this.held[symbol]! + quantity * (1 - feeInCoins);
    // What is less than the finest quantity is rounding.
    this.held[symbol] = Math.abs(left) < 2e-9 ? 0 : left;
  }
}

/**
 * Dollars of equity before each entry: cash, and what is held of other symbols at their last closes. One list for each
 * symbol, in the order of its trades, which have one entry each.
 */
export function equityBefore(run: EngineRun, input: EngineInput): number[][] {
  const holdings = new Holdings(input);
  const equity: number[][] = input.symbols.map(() => []);
  for (let i = 0; i < run.fills.length; i++) {
    const fill = run.fills.at(i);
    if (fill.purpose === 'entry') {
      const timeMs = input.symbols[fill.symbol]!.series.time[fill.bar]!;
      const cash = (fill.balanceCents - fill.cashCents) / 100;
      equity[fill.symbol]!.push(cash + holdings.valueOfOthers(fill.symbol, timeMs));
    }
    holdings.book(fill);
  }
  return equity;
}

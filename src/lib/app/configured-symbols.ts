import type { Config } from '../config/schema.ts';
import { nearest, usageError } from '../core/errors.ts';
import { type Instrument, parseInstrument } from '../core/instrument.ts';
import { instruments } from './settings.ts';

/**
 * The configured instruments that are named, in any spelling; all of them when none is.
 * @throws HiveError (usage, UNKNOWN_SYMBOL) for a symbol that is not configured.
 */
export function configuredSymbols(config: Config, symbols: readonly string[]): readonly Instrument[] {
  const known = instruments(config);
  if (symbols.length === 0) return known;
  return symbols.map(text => {
    const { symbol } = parseInstrument(text);
    const found = known.find(instrument => instrument.symbol === symbol);
    if (found) return found;
    const names = known.map(instrument => instrument.symbol);
    const near = names.find(name => name.startsWith(`${symbol}/`)) ?? nearest(symbol, names);
    throw usageError({
      code: 'UNKNOWN_SYMBOL',
      message: `${symbol} is not one of the configured symbols${near ? `: did you mean ${near}?` : '.'}`,
      next: `Known: ${names.join(', ')}. Add others under market.stocks.symbols or market.crypto.symbols.`,
    });
  });
}

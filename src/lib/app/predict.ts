import { nearest, usageError } from '../core/errors.ts';
import { type Instrument, parseInstrument } from '../core/instrument.ts';
import type { Adapters } from './adapters.ts';
import { instruments } from './settings.ts';
import { type Forecast, forecast, type NoForecast } from './train/forecast.ts';

/**
 * The current models' view of the newest closed bars in the store, for the named symbols or for all.
 * @throws HiveError (usage, UNKNOWN_SYMBOL) for a symbol that is not configured.
 */
export async function predict(
  adapters: Adapters,
  symbols: readonly string[],
): Promise<(Forecast | NoForecast)[]> {
  const wanted = chosen(instruments(adapters.config), symbols);
  const { config, clock } = adapters;
  const store = await adapters.storeToRead();
  const ports = {
    config,
    clock,
    store,
    feeds: await adapters.feeds(),
    current: await adapters.currentModels(),
  };
  return wanted.map(instrument => forecast(ports, instrument));
}

function chosen(known: readonly Instrument[], symbols: readonly string[]): readonly Instrument[] {
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

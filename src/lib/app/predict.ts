import { configuredSymbols } from './configured-symbols.ts';
import type { Reading } from './reading.ts';
import { marketOf } from './settings.ts';
import { type Forecast, forecast, type NoForecast } from './train/forecast.ts';

/**
 * The current models' view of the newest closed bars in the store, for the named symbols or for all.
 * @throws HiveError (usage, UNKNOWN_SYMBOL) for a symbol that is not configured.
 */
export async function predict(home: Reading, symbols: readonly string[]): Promise<(Forecast | NoForecast)[]> {
  const wanted = configuredSymbols(home.config, symbols);
  const { config, clock } = home;
  const store = await home.storeToRead();
  const ports = {
    config,
    clock,
    store,
    feeds: storedFeeds(config),
    current: await home.currentModels(),
  };
  return wanted.map(instrument => forecast(ports, instrument));
}

/** Nothing is fetched here, so that no vendor is needed. */
const storedFeeds = (config: Reading['config']) => ({
  crypto: { source: marketOf(config, 'crypto'), provider: null },
  stock: { source: marketOf(config, 'stock'), provider: null },
});

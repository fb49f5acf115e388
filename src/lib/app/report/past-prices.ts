import { parseInstrument } from '../../core/instrument.ts';
import type { Reference, References } from '../../drift/reference.ts';
import { StoredQuotes } from '../bars/stored-quotes.ts';
import type { Reading } from '../reading.ts';
import { marketOf, tickSettings } from '../settings.ts';

/**
 * Prices of the past. The made-up market is asked again; of a real one stored bars are what is known, where one begins
 * or ends no longer before the moment than a quote may be old. A market that the journal is not of says nothing.
 */
export async function pastPrices(home: Reading, market: string): Promise<References> {
  const { config } = home;
  if (marketOf(config, 'crypto') !== market) return { at: async () => null };
  const isMadeUp = config.broker.kind === 'simulated' && config.market.crypto.source === 'simulated';
  return isMadeUp ? madeUp(home) : stored(home);
}

async function madeUp(home: Reading): Promise<References> {
  const quotes = await home.quotesToRead();
  return {
    at: async (symbol, atMs) => known(await quotes.quote(parseInstrument(symbol), atMs), 'market'),
  };
}

async function stored(home: Reading): Promise<References> {
  const { config } = home;
  const { bars } = await home.storeToRead();
  const { limits, spreadBps } = tickSettings(config);
  const quotes = new StoredQuotes(bars, { source: marketOf(config, 'crypto'), spreadBps });
  return {
    at: async (symbol, atMs) => {
      const quote = await quotes.quote(parseInstrument(symbol), atMs);
      return quote && atMs - quote.timeMs <= limits.maxQuoteAgeMs ? known(quote, 'bars') : null;
    },
  };
}

const known = (quote: Reference['quote'] | null, source: Reference['source']): Reference | null =>
  quote && quote.bid > 0 ? { quote, source } : null;

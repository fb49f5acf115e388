import { HiveError } from '../../../core/errors.ts';
import { parseInstrument } from '../../../core/instrument.ts';
import type { LiveFeed } from '../../shared/state.ts';

/** The symbols that this hive has something to say of, in the order of its quotes. */
export function knownTickers(feed: LiveFeed): readonly string[] {
  const of = (rows: readonly { readonly symbol: string }[] | undefined) =>
    (rows ?? []).map(({ symbol }) => symbol);
  return [
    ...new Set([
      ...of(feed.quotes),
      ...of(feed.bars),
      ...of(feed.predictions),
      ...of(feed.status.account?.main.positions),
      ...of(feed.status.lastTick?.reasons),
    ]),
  ];
}

/**
 * The symbol that a text names in any spelling: `BTC`, `btcusd`, `BTC-USD`, `BTC/USD`, `AAPL`; null when it can name
 * none. A symbol of `known` goes before a coin of that name, a coin before a stock.
 */
export function tickerOf(text: string, known: readonly string[] = []): string | null {
  const name = text.toUpperCase();
  if (known.includes(name)) return name;
  if (known.includes(`${name}/USD`)) return `${name}/USD`;
  return coinOf(name) ?? symbolOf(name);
}

function coinOf(name: string): string | null {
  const glued = symbolOf(`${name}USD`);
  return glued?.includes('/') ? glued : null;
}

function symbolOf(name: string): string | null {
  try {
    return parseInstrument(name).symbol;
  } catch (error) {
    if (error instanceof HiveError) return null;
    throw error;
  }
}

/** A symbol as commands of a shell take it: `BTC-USD`. */
export const shellName = (symbol: string): string => symbol.replace('/', '-');

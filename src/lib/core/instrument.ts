import { usageError } from './errors.ts';

export const ASSET_CLASSES = ['crypto', 'stock'] as const;
export type AssetClass = (typeof ASSET_CLASSES)[number];

export interface Instrument {
  /** Canonical name: `BTC/USD` for crypto (Alpaca's order form), the ticker for stocks. */
  readonly symbol: string;
  readonly assetClass: AssetClass;
}

/** Coins that are recognised without a separator (`BTCUSD`). */
const COINS = [
  'AAVE',
  'AVAX',
  'BCH',
  'BTC',
  'DOGE',
  'DOT',
  'ETH',
  'LINK',
  'LTC',
  'SHIB',
  'SOL',
  'UNI',
  'XRP',
];

const CRYPTO_PAIR = /^([A-Z0-9]{2,10})[-/]USDT?$/;
const COIN_GLUED = new RegExp(`^(${COINS.join('|')})USDT?$`);
const TICKER = /^[A-Z][A-Z0-9.^=]{0,9}$/;

/**
 * Reads any spelling of a symbol: `BTC/USD`, `BTC-USD`, `BTCUSD`, `btcusdt`, `AAPL`.
 * @throws HiveError (usage) when the text cannot be a symbol.
 */
export function parseInstrument(text: string): Instrument {
  const name = text.trim().toUpperCase();
  const coin = (CRYPTO_PAIR.exec(name) ?? COIN_GLUED.exec(name))?.[1];
  if (coin) return { symbol: `${coin}/USD`, assetClass: 'crypto' };
  if (TICKER.test(name)) return { symbol: name, assetClass: 'stock' };
  throw usageError({
    code: 'BAD_SYMBOL',
    message: `"${text}" is not a symbol.`,
    next: 'Write a coin as BTC-USD or BTC/USD, a stock as its ticker, for example AAPL.',
  });
}

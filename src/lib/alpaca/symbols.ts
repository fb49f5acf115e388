import { parseInstrument } from '../core/instrument.ts';

/** What Alpaca writes symbols with. */
const LETTERS = /^[A-Z0-9./]+$/;

/**
 * `BTCUSD`, as positions say, and `BTC/USD`, as orders say, are one: ours. Null when it is not a symbol, or pays in
 * another coin: a person may write USDT for the dollar, but to a broker they are two.
 */
export function canonicalSymbol(text: string, assetClass?: string): string | null {
  const glued = assetClass === 'crypto' ? /^([A-Z0-9]{2,10})USD$/.exec(text)?.[1] : undefined;
  if (glued) return `${glued}/USD`;
  if (!LETTERS.test(text) || text.endsWith('USDT')) return null;
  try {
    const instrument = parseInstrument(text);
    return assetClass === 'crypto' && instrument.assetClass !== 'crypto' ? null : instrument.symbol;
  } catch {
    return null;
  }
}

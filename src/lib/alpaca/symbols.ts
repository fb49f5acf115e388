import { parseInstrument } from '../core/instrument.ts';

/** `BTCUSD`, as positions say, and `BTC/USD`, as orders say, are one: ours. Null when it is not a symbol. */
export function canonicalSymbol(text: string, assetClass?: string): string | null {
  const glued = assetClass === 'crypto' ? /^([A-Z0-9]{2,10})USD$/.exec(text)?.[1] : undefined;
  if (glued) return `${glued}/USD`;
  try {
    return parseInstrument(text).symbol;
  } catch {
    return null;
  }
}

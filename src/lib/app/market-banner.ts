import type { Config } from '../config/schema.ts';

/** First line of every view: whether what follows is about a made-up market, made-up money, or neither. */
export function marketBanner({ mode, market, broker }: BannerConfig): string {
  if (mode === 'live') return 'LIVE account at Alpaca — real money';
  if (broker.kind === 'alpaca') return 'PAPER account at Alpaca — no real money';
  const made = simulatedPart(market);
  if (made) return `SIMULATED ${made}, edge: ${market.simulated.edge} — not a real result`;
  return mode === 'simulated'
    ? 'SIMULATED account on imported bars — not a real result'
    : `PAPER account on ${market.crypto.source === 'csv' ? 'imported' : 'real'} bars — no real money`;
}

type BannerConfig = Pick<Config, 'mode' | 'market'> & { readonly broker: Pick<Config['broker'], 'kind'> };

function simulatedPart({ crypto, stocks }: Config['market']): string | null {
  const isCrypto = crypto.source === 'simulated';
  const isStocks = stocks.source === 'simulated' && stocks.symbols.length > 0;
  const isAll = isStocks || stocks.symbols.length === 0;
  if (isCrypto) return isAll ? 'market' : 'crypto';
  return isStocks ? 'stocks' : null;
}

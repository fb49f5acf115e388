/** `BTC` of `BTC/USD`: what everything is priced in goes without saying. */
export const coinName = (symbol: string): string => symbol.replace(/\/USD$/, '');

/** Whether what follows is about a made-up market or about imported bars: `market` is `simulated/SEED/EDGE` or real. */
export function bannerOf(market: string): string {
  const [kind, seed, edge] = market.split('/');
  return kind === 'simulated'
    ? `SIMULATED market, seed ${seed}, edge: ${edge} — not a real result`
    : 'Backtest on imported bars — no order was ever placed';
}

/** Bars with a position / all bars; 0 without bars. */
export const exposure = (barsInMarket: number, bars: number): number =>
  bars === 0 ? 0 : barsInMarket / bars;

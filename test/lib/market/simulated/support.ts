import type { BarSeries } from '../../../../src/lib/core/bar-series.ts';
import { parseInstrument } from '../../../../src/lib/core/instrument.ts';
import type { Edge } from '../../../../src/lib/market/simulated/edge.ts';
import { SimulatedMarket } from '../../../../src/lib/market/simulated/simulated-market.ts';

/** Fourteen years: as long as the longest reference history. */
const HISTORY = { fromMs: Date.UTC(2012, 0, 1), toMs: Date.UTC(2026, 0, 1), asOfMs: Date.UTC(2026, 0, 2) };

/** Daily bars of one symbol in the markets of seeds 1 … `seeds`. */
export function dailyHistories(symbol: string, edge: Edge, seeds: number): Promise<BarSeries[]> {
  const instrument = parseInstrument(symbol);
  const markets = Array.from({ length: seeds }, (_, index) => new SimulatedMarket({ seed: index + 1, edge }));
  return Promise.all(markets.map(market => market.bars({ instrument, interval: '1d', ...HISTORY })));
}

import type { BarSeries } from '../../core/bar-series.ts';
import { parseInstrument } from '../../core/instrument.ts';
import type { Store } from '../../store/ports.ts';
import type { Adapters } from '../adapters.ts';
import { MEMORY_BARS, newestBars, refreshBars } from './bar-feed.ts';

/** The newest closed bars of a coin, long enough for its features. */
export type TickBars = (symbol: string) => Promise<BarSeries>;

/** Bars as one tick sees them: brought up to date and read once a symbol, whoever asks. */
export function tickBars(adapters: Adapters, store: Store): TickBars {
  const known = new Map<string, Promise<BarSeries>>();
  return symbol => {
    const found = known.get(symbol) ?? read(adapters, store, symbol);
    known.set(symbol, found);
    return found;
  };
}

async function read(adapters: Adapters, store: Store, symbol: string): Promise<BarSeries> {
  const { config, clock } = adapters;
  const { crypto: feed } = await adapters.feeds();
  const { interval, backfillBars } = config.market;
  const options = { store: store.bars, clock, interval, backfillBars };
  const instrument = parseInstrument(symbol);
  await refreshBars(feed, instrument, options);
  return newestBars(feed, instrument, { ...options, count: MEMORY_BARS });
}

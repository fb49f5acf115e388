import type { z } from 'zod';
import { type BarSeries, barAt, closeTimeMs } from '../../core/bar-series.ts';
import { isoTime } from '../../core/clock.ts';
import type { Instrument } from '../../core/instrument.ts';
import { NO_PRICE } from '../../core/money.ts';
import type { Quote } from '../../market/bar-source.ts';
import { newestBars } from '../bars/bar-feed.ts';
import type { newestBar, quote } from '../schemas/quotes.ts';
import { instruments, sourceOf } from '../settings.ts';
import type { Home } from './endpoint.ts';
import { barsKey, remembered } from './remembered.ts';

export type QuoteView = z.infer<typeof quote>;
export type BarView = z.infer<typeof newestBar>;

/** Closes of a sparkline. */
const CLOSES = 30;

/** The newest closed bars of each symbol. */
const newestSeries = remembered(async (home: Home) => {
  const { config, clock } = home;
  const { interval } = config.market;
  const [store, feeds] = await Promise.all([home.storeToRead(), home.feeds()]);
  return instruments(config).map(instrument => ({
    instrument,
    series: newestBars(feeds[instrument.assetClass], instrument, {
      ...{ store: store.bars, clock, interval, count: CLOSES },
    }),
  }));
}, barsKey);

/** Newest prices of everything that is followed; a symbol without any is left out. */
export async function quoteViews(home: Home): Promise<QuoteView[]> {
  const all = await newestSeries(home);
  const quotes = await home.quotesToRead();
  const nowMs = home.clock.now();
  const views = all.map(async ({ instrument, series }) => {
    const live = await quotes.quote(instrument, nowMs);
    return quoteView(instrument, series, { live, from: fromOf(home, instrument) });
  });
  return (await Promise.all(views)).filter(view => view !== null);
}

/** Newest closed bar of each symbol that has one. */
export async function barViews(home: Home): Promise<BarView[]> {
  return (await newestSeries(home)).flatMap(({ series }) => {
    if (series.length === 0) return [];
    const { timeMs, volume, ...prices } = barAt(series, series.length - 1);
    const { symbol, interval } = series;
    return [{ symbol, interval, time: isoTime(timeMs), ...prices, volume: finite(volume) }];
  });
}

/** What a quote that is no bar is made of. */
const fromOf = ({ config }: Home, { assetClass }: Instrument): 'simulated' | 'tick' =>
  config.broker.kind === 'simulated' && sourceOf(config, assetClass) === 'simulated' ? 'simulated' : 'tick';

interface Live {
  readonly live: Quote | null;
  readonly from: 'simulated' | 'tick';
}

function quoteView(instrument: Instrument, series: BarSeries, { live, from }: Live): QuoteView | null {
  const closes = [...series.close];
  const { symbol, assetClass } = instrument;
  const barMs = series.length === 0 ? Number.NEGATIVE_INFINITY : closeTimeMs(series, series.length - 1);
  const isLive = live !== null && live.bid > 0 && live.bid < NO_PRICE && live.timeMs >= barMs;
  const price = isLive ? live.bid : closes.at(-1);
  if (price === undefined) return null;
  const before = isLive ? closes.at(-1) : closes.at(-2);
  return {
    ...{ symbol, assetClass, price },
    ask: isLive && live.ask > live.bid ? live.ask : null,
    at: isoTime(isLive ? live.timeMs : barMs),
    from: isLive ? from : 'bar',
    change: before === undefined ? null : price / before - 1,
    closes,
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

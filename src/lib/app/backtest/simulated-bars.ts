import { usageError } from '../../core/errors.ts';
import { DAY_MS, type Interval, intervalMs } from '../../core/interval.ts';
import type { Adapters } from '../adapters.ts';
import { calendarStretch } from '../bars/bar-feed.ts';
import { marketOf } from '../settings.ts';
import type { BarsRequest } from './bars-request.ts';
import type { BarsFrom, SourcedBars } from './loaded-bars.ts';

/** Bars that trade when no range is asked for: three years of days, or as many smaller ones. */
const DEFAULT_BARS = 1_095;

const EMPTY = { repairs: [], dropped: [], warnings: [], assumptions: [] };

/** Bars of the simulated market: any range, made on the spot, never stored. */
export async function simulatedBars(
  adapters: Adapters,
  request: BarsRequest,
  warmUpBars: number,
): Promise<BarsFrom> {
  const { config, clock } = adapters;
  const interval = request.interval ?? config.market.interval;
  const nowMs = clock.now();
  const toMs = Math.min(request.toMs ?? nowMs, nowMs);
  const longest = Math.max(
    ...request.instruments.map(({ assetClass }) => calendarStretch(assetClass, interval)),
  );
  const fromMs = request.fromMs ?? dayOf(toMs - Math.ceil(DEFAULT_BARS * longest) * intervalMs(interval));
  const symbols: SourcedBars[] = [];
  for (const instrument of request.instruments) {
    const { provider } = (await adapters.feeds())[instrument.assetClass];
    if (!provider) throw notSimulated(instrument.symbol);
    const warmUpMs =
      Math.ceil(warmUpBars * calendarStretch(instrument.assetClass, interval)) * intervalMs(interval);
    const ask = (size: Interval, earliestMs: number) =>
      provider.bars({ instrument, interval: size, fromMs: earliestMs, toMs, asOfMs: nowMs });
    const series = await ask(interval, fromMs - warmUpMs);
    const detail = request.detail === null ? null : await ask(request.detail, fromMs);
    symbols.push({ series, detail, ...EMPTY });
  }
  const market = marketOf(config, request.instruments[0]!.assetClass);
  return { source: `simulated market (${market})`, market, interval, fromMs, symbols };
}

const dayOf = (timeMs: number): number => Math.floor(timeMs / DAY_MS) * DAY_MS;

const notSimulated = (symbol: string) =>
  usageError({
    code: 'USAGE',
    message: `The bars of ${symbol} are not simulated in this configuration.`,
    next: 'Name files with --bars, or set market.crypto.source and market.stocks.source alike.',
  });

import type { Bar } from '../../core/bar.ts';
import { type BarSeries, barAt, closeTimeMs } from '../../core/bar-series.ts';
import type { Instrument } from '../../core/instrument.ts';
import { type Interval, intervalMs } from '../../core/interval.ts';
import { newYorkOffsetMs } from '../../market/new-york-time.ts';
import type { Desk } from '../desk.ts';
import { ok, type Reply, type SandboxRequest } from '../exchange.ts';
import { isoSecond } from '../views/times.ts';
import { badData, pageOf, symbolsOf, timeframeOf } from './data-query.ts';
import { type ReadRows, type Row, readPage } from './pages.ts';

/** History of bars, a page at a time; the newest one may still be forming. */
export async function getBars(desk: Desk, request: SandboxRequest, kind: 'crypto' | 'stock'): Promise<Reply> {
  const instruments = symbolsOf(request, kind);
  const interval = timeframeOf(request.query.get('timeframe'));
  const page = pageOf(request, desk.nowMs);
  if ('status' in instruments) return instruments;
  if (interval === null) return badData(`invalid timeframe: ${request.query.get('timeframe')}`);
  if ('status' in page) return page;
  const { rows, token } = await readPage(instruments, page, barRows(desk, interval));
  return ok({ bars: rows, next_page_token: token });
}

/** The newest whole minute of each coin. */
export async function getLatestBars(desk: Desk, request: SandboxRequest): Promise<Reply> {
  const instruments = symbolsOf(request, 'crypto');
  if ('status' in instruments) return instruments;
  const bars: Record<string, object> = {};
  for (const instrument of instruments) {
    const rows = await wholeBars(desk, {
      instrument,
      interval: '1m',
      fromMs: desk.nowMs - 120_000,
      toMs: desk.nowMs,
    });
    const last = rows.at(-1);
    if (last) bars[instrument.symbol] = last.view;
  }
  return ok({ bars });
}

interface Stretch {
  readonly instrument: Instrument;
  readonly interval: Interval;
  readonly fromMs: number;
  /** Included. */
  readonly toMs: number;
}

function barRows(desk: Desk, interval: Interval): ReadRows {
  const step = intervalMs(interval);
  return async (instrument, { fromMs, toMs, limit, isDescending }) => {
    if (isDescending) return (await allBars(desk, { instrument, interval, fromMs, toMs })).toReversed();
    const rows: Row[] = [];
    for (let start = fromMs; start <= toMs && rows.length < limit; start += limit * step) {
      const end = Math.min(toMs, start + limit * step - 1);
      rows.push(...(await allBars(desk, { instrument, interval, fromMs: start, toMs: end })));
    }
    return rows;
  };
}

async function allBars(desk: Desk, stretch: Stretch): Promise<Row[]> {
  const whole = await wholeBars(desk, stretch);
  const forming = stretch.interval === '1m' ? null : await formingBar(desk, stretch);
  return forming ? [...whole, forming] : whole;
}

/** Alpaca stamps a stock's day with the midnight of New York; the market here with that of UTC. */
const stampShift = ({ instrument, interval }: Stretch, timeMs: number): number =>
  instrument.assetClass === 'stock' && interval === '1d' ? newYorkOffsetMs(timeMs) : 0;

async function wholeBars({ prices, nowMs }: Desk, stretch: Stretch): Promise<Row[]> {
  const { instrument, interval, fromMs, toMs } = stretch;
  const series = await prices.bars.bars({
    instrument,
    interval,
    fromMs: fromMs - stampShift(stretch, fromMs),
    toMs: toMs + 1,
    asOfMs: nowMs,
  });
  return barsOf(series)
    .map(bar => rowOf(bar, bar.timeMs + stampShift(stretch, bar.timeMs)))
    .filter(({ timeMs }) => timeMs >= fromMs && timeMs <= toMs);
}

/** The bar of now, of the minutes that are over. */
async function formingBar({ prices, nowMs }: Desk, stretch: Stretch): Promise<Row | null> {
  const { instrument, interval, fromMs, toMs } = stretch;
  const openMs = Math.floor(nowMs / intervalMs(interval)) * intervalMs(interval);
  const stampMs = openMs + stampShift(stretch, openMs);
  if (stampMs < fromMs || stampMs > toMs) return null;
  const minutes = await prices.bars.bars({
    instrument,
    interval: '1m',
    fromMs: openMs,
    toMs: nowMs,
    asOfMs: nowMs,
  });
  const bars = barsOf(minutes);
  return bars.length === 0 || closeTimeMs(minutes, minutes.length - 1) > nowMs
    ? null
    : rowOf(sumOf(bars), stampMs);
}

const barsOf = (series: BarSeries): Bar[] =>
  Array.from({ length: series.length }, (_, index) => barAt(series, index));

const sumOf = (bars: readonly Bar[]): Bar => ({
  timeMs: bars[0]!.timeMs,
  open: bars[0]!.open,
  high: Math.max(...bars.map(bar => bar.high)),
  low: Math.min(...bars.map(bar => bar.low)),
  close: bars.at(-1)!.close,
  volume: bars.reduce((sum, bar) => sum + bar.volume, 0),
});

/** Alpaca's letters; `n` and `vw` are made of volume and prices. */
const rowOf = ({ open, high, low, close, volume }: Bar, timeMs: number): Row => ({
  timeMs,
  view: {
    t: isoSecond(timeMs),
    o: open,
    h: high,
    l: low,
    c: close,
    v: volume,
    n: Math.ceil(Math.sqrt(volume)),
    vw: volume > 0 ? (open + high + low + close) / 4 : 0,
  },
});

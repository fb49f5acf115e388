import { marketData } from '@alpacahq/alpaca-trade-api/rest';
import type { Alpaca } from '../../alpaca/client.ts';
import { readData } from '../../alpaca/read.ts';
import { type BarSeries, emptySeries, seriesFromBars } from '../../core/bar-series.ts';
import { isoTime } from '../../core/clock.ts';
import { HiveError } from '../../core/errors.ts';
import { DAY_MS, intervalMs } from '../../core/interval.ts';
import type { BarRequest } from '../bar-source.ts';
import { cleanRows } from '../clean-rows.ts';
import {
  type BackOff,
  type DroppedRows,
  type FetchedBars,
  type VendorBars,
  VendorError,
} from '../vendor-bars.ts';
import { type BarAnswer, barsAnswer } from './answers.ts';
import { dayLabel, isOver, rawRow } from './rows.ts';
import { timeframeOf } from './timeframes.ts';

const PAGE = 10_000;
/** Fifty thousand bars, and as many again: more than anything here asks for. */
const MAX_PAGES = 100;

export interface AlpacaBarsOptions {
  readonly alpaca: Alpaca;
  readonly dataUrl: string;
  readonly stockFeed: 'iex' | 'sip';
}

/**
 * Bars of Alpaca: coins of its own venue, stocks adjusted for splits and not for dividends (as Yahoo's are, so that
 * one history may go on where another ends).
 */
export class AlpacaBars implements VendorBars {
  readonly name = 'alpaca';
  readonly #options: AlpacaBarsOptions;

  constructor(options: AlpacaBarsOptions) {
    this.#options = options;
  }

  /** Alpaca says with each answer what is left; no bars are held back on the ground of the last one. */
  backOff(): BackOff | null {
    return null;
  }

  async bars(request: BarRequest): Promise<BarSeries> {
    return (await this.fetch(request)).series;
  }

  async fetch(request: BarRequest): Promise<FetchedBars> {
    const { instrument, interval, fromMs, toMs, asOfMs } = request;
    const step = intervalMs(interval);
    const isPossible = fromMs < toMs && fromMs + step <= asOfMs;
    const answers = isPossible ? await this.#pages(request) : [];
    const label = dayLabel(interval);
    const over = answers.filter(({ t }) => isOver(request, t));
    const { rows, dropped } = cleanRows(over.map(rawRow), {
      ...{ stepMs: step, fromMs, toMs, asOfMs, label },
      volume: volume => (volume === null || !(volume >= 0 && Number.isFinite(volume)) ? Number.NaN : volume),
    });
    const series =
      rows.length > 0
        ? seriesFromBars(instrument.symbol, interval, rows)
        : emptySeries(instrument.symbol, interval);
    return {
      series,
      prices: 'raw',
      dropped: over.length < answers.length ? [...dropped, forming(answers.length - over.length)] : dropped,
      rawClose: series.close,
      adjustedClose: new Float64Array(series.length).fill(Number.NaN),
      splits: [],
      notes: [],
      request: isPossible ? this.#described(request) : null,
    };
  }

  async #pages(request: BarRequest): Promise<readonly BarAnswer[]> {
    const found: BarAnswer[] = [];
    const seen = new Set<string>();
    let token: string | null = null;
    for (let page = 0; page < MAX_PAGES; page++) {
      const { bars, next_page_token: next } = await this.#page(request, token);
      found.push(...(bars?.[request.instrument.symbol] ?? []));
      if (!next) return found;
      if (seen.has(next)) break;
      seen.add(next);
      token = next;
    }
    throw new VendorError({
      kind: 'broker',
      code: 'BAD_ANSWER',
      message: `Alpaca’s bars of ${request.instrument.symbol} do not come to an end: a page repeats.`,
      next: 'What is stored is as good as before; try again later.',
      retryable: true,
    });
  }

  async #page(request: BarRequest, pageToken: string | null) {
    const { instrument, interval, fromMs, toMs } = request;
    const query = {
      symbols: instrument.symbol,
      timeframe: timeframeOf(interval),
      // Days may be stamped hours after their beginning; those outside the request are left out again.
      start: new Date(fromMs),
      end: new Date(toMs - 1 + (interval === '1d' ? DAY_MS - 1 : 0)),
      limit: PAGE,
      sort: 'asc' as const,
      ...(pageToken === null ? {} : { pageToken }),
    };
    const what = { what: `the bars of ${instrument.symbol}`, schema: barsAnswer };
    try {
      const { value } = await readData(this.#options.alpaca, what, config =>
        instrument.assetClass === 'crypto'
          ? new marketData.CryptoApi(config).cryptoBarsRaw({ loc: 'us', ...query })
          : new marketData.StockApi(config).stockBarsRaw({
              ...query,
              adjustment: 'split',
              feed: this.#options.stockFeed,
            }),
      );
      return value;
    } catch (error) {
      throw error instanceof HiveError && error.kind === 'broker' ? vendorError(error) : error;
    }
  }

  #described({ instrument, interval, fromMs, toMs }: BarRequest): string {
    const path = instrument.assetClass === 'crypto' ? '/v1beta3/crypto/us/bars' : '/v2/stocks/bars';
    const query = `symbols=${instrument.symbol}&timeframe=${timeframeOf(interval)}`;
    return `${this.#options.dataUrl}${path}?${query}&start=${isoTime(fromMs)}&end=${isoTime(toMs)}`;
  }
}

const forming = (rows: number): DroppedRows => ({ reason: 'forming-bar', rows });

const vendorError = ({ kind, code, message, next, retryable }: HiveError) =>
  new VendorError({ kind, code, message, next, retryable });

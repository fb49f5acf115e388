import type { BarSeries } from '../../core/bar-series.ts';
import type { Clock } from '../../core/clock.ts';
import { intervalMs } from '../../core/interval.ts';
import type { BarRequest } from '../bar-source.ts';
import type { BackOff, FetchedBars, StateNote, VendorBars } from '../vendor-bars.ts';
import { Breaker } from './breaker.ts';
import { ChartClient, type RawChart } from './chart-client.ts';
import { chartSpan, clampNote, pagesOf } from './chart-span.ts';
import { hostError, symbolError, YahooFailure } from './failure.ts';
import { fetchedBars, noBars } from './fetched-bars.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { intervalPlan } from './interval-plan.ts';
import { openNote } from './open-note.ts';
import { yahooSymbol } from './yahoo-symbol.ts';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;

export interface YahooOptions {
  /** `https://query2.finance.yahoo.com`, or a stand-in on this machine. */
  readonly baseUrl: string;
  readonly clock: Clock;
  /** Where it is kept from process to process that Yahoo must not be asked. */
  readonly backOffNote: StateNote;
  readonly timeoutMs?: number;
}

/**
 * Bars of Yahoo Finance: prices as traded, adjusted for splits, with the close after dividends beside them.
 */
export class YahooBars implements VendorBars {
  readonly name = 'yahoo';
  readonly #client: ChartClient;
  readonly #breaker: Breaker;
  readonly #baseUrl: string;

  constructor({ baseUrl, clock, backOffNote, timeoutMs = TIMEOUT_MS }: YahooOptions) {
    this.#client = new ChartClient(guardedFetch({ baseUrl, timeoutMs, maxBytes: MAX_BYTES }));
    this.#breaker = new Breaker(backOffNote, clock);
    this.#baseUrl = baseUrl;
  }

  backOff(): BackOff | null {
    return this.#breaker.open();
  }

  async bars(request: BarRequest): Promise<BarSeries> {
    return (await this.fetch(request)).series;
  }

  async fetch(request: BarRequest): Promise<FetchedBars> {
    const { instrument, interval, fromMs, toMs, asOfMs } = request;
    const plan = intervalPlan(interval, instrument);
    const isPossible = fromMs < toMs && fromMs + intervalMs(interval) <= asOfMs;
    if (!isPossible) return noBars(request);
    const backOff = this.#breaker.open();
    if (backOff) return noBars(request, [openNote(backOff)]);
    const span = chartSpan(request, plan);
    const symbol = yahooSymbol(instrument);
    const charts: RawChart[] = [];
    for (const page of pagesOf(span, plan))
      charts.push(...(await this.#ask(request, { symbol, interval: plan.asked, ...page })));
    return fetchedBars(charts, request, {
      plan,
      request: this.#described(symbol, plan.asked, span),
      notes: clampNote(request, plan),
    });
  }

  /** One chart, or none where Yahoo says that there is nothing. */
  async #ask({ instrument }: BarRequest, question: Parameters<ChartClient['chart']>[0]): Promise<RawChart[]> {
    try {
      const chart = await this.#client.chart(question);
      this.#breaker.succeeded();
      return [chart];
    } catch (error) {
      if (!(error instanceof YahooFailure)) throw error;
      const { kind, message } = error;
      if (kind === 'refused' || kind === 'trouble')
        throw hostError(error, instrument.symbol, this.#breaker.failed(kind, message));
      this.#breaker.succeeded();
      if (kind === 'nothing') return [];
      throw symbolError(error, instrument.symbol);
    }
  }

  #described(symbol: string, interval: string, span: { fromMs: number; toMs: number }): string {
    const [period1, period2] = [span.fromMs, span.toMs].map(ms => Math.floor(ms / 1000));
    const query = `interval=${interval}&period1=${period1}&period2=${period2}`;
    return `${this.#baseUrl}/v8/finance/chart/${symbol}?${query}`;
  }
}

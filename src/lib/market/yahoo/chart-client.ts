import createYahooFinance from 'yahoo-finance2/createYahooFinance';
import chart, { type ChartResultObject } from 'yahoo-finance2/modules/chart';
import type { RawRow } from '../raw-row.ts';
import type { Split } from '../vendor-bars.ts';
import { YahooFailure } from './failure.ts';

/** A chart as it came: nothing is cleaned. */
export interface RawChart {
  readonly rows: readonly RawRow[];
  /** IANA name of the exchange's zone. */
  readonly timeZone: string;
  readonly splits: readonly Split[];
}

export interface ChartQuestion {
  readonly symbol: string;
  readonly interval: '1m' | '2m' | '5m' | '15m' | '30m' | '1h' | '1d';
  readonly fromMs: number;
  /** Exclusive, as everywhere in HIVE; Yahoo would give the bar that it stamps with the end, too. */
  readonly toMs: number;
}

const ignore = () => {};
const SILENT = { info: ignore, warn: ignore, error: ignore, debug: ignore, dir: ignore };

const YahooFinance = createYahooFinance({ modules: { chart } });

/** Charts by the library: only `chart`, which needs no cookie and no crumb, and nothing that prints. */
export class ChartClient {
  readonly #library: InstanceType<typeof YahooFinance>;

  /** @param fetch what the library may reach the network by. */
  constructor(fetch: typeof globalThis.fetch) {
    this.#library = new YahooFinance({
      fetch,
      logger: SILENT,
      versionCheck: false,
      suppressNotices: ['yahooSurvey', 'ripHistorical'],
      validation: { logErrors: false, logOptionsErrors: false },
    });
  }

  /** @throws YahooFailure */
  async chart({ symbol, interval, fromMs, toMs }: ChartQuestion): Promise<RawChart> {
    try {
      // As `object`: the other form prints to stdout when two columns differ in length.
      const result = await this.#library.chart(symbol, {
        period1: Math.floor(fromMs / 1000),
        period2: Math.ceil(toMs / 1000) - 1,
        interval,
        includePrePost: false,
        events: 'div|split',
        return: 'object',
      });
      return rawChart(result);
    } catch (error) {
      if (error instanceof YahooFailure) throw error;
      throw new YahooFailure('answer', 'its answer has not the shape of a chart', error);
    }
  }
}

function rawChart({ meta, timestamp = [], indicators, events }: ChartResultObject): RawChart {
  const [quote] = indicators.quote;
  const adjusted = indicators.adjclose?.[0]?.adjclose;
  const columns = quote ? [quote.open, quote.high, quote.low, quote.close, quote.volume] : [];
  const all = adjusted ? [...columns, adjusted] : columns;
  if (timestamp.length > 0 && !quote) throw new YahooFailure('answer', 'its chart has times and no prices');
  if (all.some(column => column.length !== timestamp.length))
    throw new YahooFailure('answer', 'its columns differ in length');
  const rows = timestamp.map((seconds, row) => ({
    timeMs: seconds * 1000,
    open: quote!.open[row]!,
    high: quote!.high[row]!,
    low: quote!.low[row]!,
    close: quote!.close[row]!,
    volume: quote!.volume[row]!,
    adjustedClose: adjusted?.[row] ?? null,
  }));
  const splits = Object.values(events?.splits ?? {}).map(({ date, numerator, denominator }) => ({
    timeMs: date.getTime(),
    numerator,
    denominator,
  }));
  return { rows, timeZone: meta.exchangeTimezoneName, splits };
}

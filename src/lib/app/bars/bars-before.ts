import { type BarSeries, sliceSeries } from '../../core/bar-series.ts';
import { dataError } from '../../core/errors.ts';
import type { Instrument } from '../../core/instrument.ts';
import { DAY_MS, type Interval, intervalMs } from '../../core/interval.ts';
import { configuredSymbols } from '../configured-symbols.ts';
import type { Reading } from '../reading.ts';
import { marketOf, sourceOf } from '../settings.ts';
import { calendarStretch } from './bar-feed.ts';

export interface BarsQuestion {
  /** In any spelling. */
  readonly symbol: string;
  readonly interval: Interval;
  /** How many of the newest. */
  readonly last: number;
  /** Only bars that opened before; null for all that have closed. */
  readonly toMs: number | null;
}

export interface SourcedBars {
  readonly source: string;
  /** Not empty. */
  readonly series: BarSeries;
}

/** A weekend and two holidays, through which stocks do not trade. */
const LONGEST_CLOSURE_MS = 5 * DAY_MS;

/**
 * Closed bars of a configured symbol, from where its class has them: the simulated market computes any size, what else
 * there is must have been stored. No vendor is asked.
 * @throws HiveError (usage, UNKNOWN_SYMBOL; data, NO_BARS).
 */
export async function barsBefore(home: Reading, question: BarsQuestion): Promise<SourcedBars> {
  const instrument = configuredSymbols(home.config, [question.symbol])[0]!;
  const isSimulated = sourceOf(home.config, instrument.assetClass) === 'simulated';
  const series = await (isSimulated ? simulated : stored)(home, instrument, question);
  if (series.length === 0) throw noBars(home, instrument, question);
  return { source: marketOf(home.config, instrument.assetClass), series };
}

async function simulated(home: Reading, instrument: Instrument, question: BarsQuestion): Promise<BarSeries> {
  const { interval, last } = question;
  const { provider } = (await home.feeds())[instrument.assetClass];
  const asOfMs = home.clock.now();
  const toMs = Math.min(question.toMs ?? asOfMs, asOfMs);
  const closedMs = instrument.assetClass === 'stock' ? LONGEST_CLOSURE_MS : 0;
  const reachMs =
    Math.ceil(last * calendarStretch(instrument.assetClass, interval) + 1) * intervalMs(interval);
  const fromMs = toMs - reachMs - closedMs;
  const series = await provider!.bars({ instrument, interval, fromMs, toMs, asOfMs });
  return sliceSeries(series, series.length - last);
}

async function stored(home: Reading, instrument: Instrument, question: BarsQuestion): Promise<BarSeries> {
  const { interval, last } = question;
  const { bars } = await home.storeToRead();
  const source = marketOf(home.config, instrument.assetClass);
  const closedMs = home.clock.now() - intervalMs(interval) + 1;
  const toMs = Math.min(question.toMs ?? closedMs, closedMs);
  return bars.load({ source, symbol: instrument.symbol, interval }, { toMs, last });
}

function noBars({ config }: Reading, { symbol, assetClass }: Instrument, { interval, toMs }: BarsQuestion) {
  const source = sourceOf(config, assetClass);
  const command =
    source === 'csv'
      ? `hive data import FILE --symbol ${symbol} --interval ${interval}`
      : `hive data fetch ${symbol} --interval ${interval}`;
  return dataError({
    code: 'NO_BARS',
    message: `No bars of ${symbol} at ${interval} from ${source} are there${toMs === null ? '' : ' before that moment'}.`,
    next: source === 'simulated' ? 'Ask for a later moment.' : `Run: ${command}`,
  });
}

import type { BarSeries } from '../../core/bar-series.ts';
import { dataError } from '../../core/errors.ts';
import type { Instrument } from '../../core/instrument.ts';
import { buildMatrix } from '../../features/build-matrix.ts';
import { FEATURE_SET } from '../../features/feature-set.ts';
import { type Column, type Frame, frameOf, numbers, texts, times } from '../../frame/frame.ts';
import type { Trade } from '../../journal/trade.ts';
import type { StoredSample } from '../../store/ports.ts';
import { storedKey } from '../data-export.ts';
import { readTrades } from '../read-journal.ts';
import type { Reading } from '../reading.ts';
import { sampleScope } from '../settings.ts';
import { type FrameRequest, wantedInstrument } from './frame-request.ts';

export interface NamedFrame {
  readonly frame: Frame;
  readonly symbol: string;
  /** Of its bars; null for trades. */
  readonly interval: string | null;
  /** Whose bars; null for trades. */
  readonly source: string | null;
}

type Home = Pick<Reading, 'config' | 'paths' | 'storeToRead'>;

/**
 * Bars, features, samples or trades of one symbol as a table, oldest first.
 * @throws HiveError (data) when there are none, (usage) when what is asked for is unclear.
 */
export async function makeFrame(home: Home, request: FrameRequest): Promise<NamedFrame> {
  const instrument = wantedInstrument(request);
  if (request.what === 'trades') return tradesFrame(home, instrument);
  if (request.what === 'samples') return samplesFrame(home, instrument);
  const { bars } = await home.storeToRead();
  const interval = request.interval ?? home.config.market.interval;
  const key = storedKey({ ...request, interval }, bars);
  const series = bars.load(key);
  const frame = request.what === 'bars' ? barsFrame(series) : featuresFrame(series);
  if (frame.length === 0) throw tooFew(instrument, series.length);
  return { frame, symbol: key.symbol, interval, source: key.source };
}

/** Open time, prices, and the volume, which may be missing. */
export const barsFrame = (series: BarSeries): Frame =>
  frameOf([
    times('time', series.time),
    numbers('open', series.open),
    numbers('high', series.high),
    numbers('low', series.low),
    numbers('close', series.close),
    numbers('volume', series.volume),
  ]);

/** Features by the time of the close from which on they may be known. */
export function featuresFrame(series: BarSeries): Frame {
  const { closeMs, columns } = buildMatrix(series);
  return frameOf([times('time', closeMs), ...FEATURE_SET.names.map((name, i) => numbers(name, columns[i]!))]);
}

async function samplesFrame(home: Home, { symbol, assetClass }: Instrument): Promise<NamedFrame> {
  const { samples } = await home.storeToRead();
  const scope = sampleScope(home.config, assetClass);
  const all = samples.newestAny(scope, assetClass, Number.MAX_SAFE_INTEGER);
  const own = all.filter(sample => sample.symbol === symbol);
  if (own.length === 0)
    throw dataError({
      code: 'NO_SAMPLES',
      message: `There are no samples of ${symbol}.`,
      next: 'Run: hive train cycle',
    });
  return { frame: frameOfSamples(own), symbol, interval: scope.interval, source: scope.source };
}

/** Features with what became of the bet: 1 when it paid, its return after costs; missing while it is open. */
export const frameOfSamples = (samples: readonly StoredSample[]): Frame =>
  frameOf([
    times(
      'time',
      samples.map(({ atMs }) => atMs),
    ),
    ...FEATURE_SET.names.map((name, i) =>
      numbers(
        name,
        samples.map(({ features }) => features[i]!),
      ),
    ),
    numbers(
      'paid',
      samples.map(({ label }) => label?.y ?? Number.NaN),
    ),
    numbers(
      'net_return',
      samples.map(({ label }) => label?.netReturn ?? Number.NaN),
    ),
    texts(
      'barrier',
      samples.map(({ label }) => label?.barrier ?? ''),
    ),
  ]);

async function tradesFrame(home: Home, { symbol }: Instrument): Promise<NamedFrame> {
  const trades = (await readTrades(home)).filter(trade => trade.symbol === symbol);
  if (trades.length === 0)
    throw dataError({
      code: 'NO_TRADES',
      message: `There are no trades in ${symbol}.`,
      next: 'Run: hive trades, to see all of them.',
    });
  return { frame: frameOfTrades(trades), symbol, interval: null, source: null };
}

/** Fills in dollars and coins as doubles, which round; the journal has the exact decimals. */
export function frameOfTrades(trades: readonly Trade[]): Frame {
  const amount = (name: string, of: (trade: Trade) => string | number | null): Column =>
    numbers(
      name,
      trades.map(trade => Number(of(trade) ?? Number.NaN)),
    );
  const word = (name: 'side' | 'purpose' | 'reason'): Column =>
    texts(
      name,
      trades.map(trade => trade[name]),
    );
  return frameOf([
    times(
      'time',
      trades.map(({ at }) => Date.parse(at)),
    ),
    ...[word('side'), word('purpose'), word('reason')],
    amount('qty', ({ qty }) => qty),
    amount('price', ({ price }) => price),
    amount('fee', ({ fee }) => fee),
    amount('cash', ({ cash }) => cash),
    amount('realised', ({ realised }) => realised),
    amount('confidence', ({ confidence }) => confidence),
  ]);
}

const tooFew = ({ symbol }: Instrument, bars: number) =>
  dataError({
    code: 'TOO_FEW_BARS',
    message: `${bars} bars of ${symbol} are too few for features: the first needs ${FEATURE_SET.warmUpBars + 1}.`,
    next: 'Fetch or import more of them; hive data list shows what there is.',
  });

import { type BarSeries, closeTimeMs, indexAtOrAfter } from '../../core/bar-series.ts';
import type { Instrument } from '../../core/instrument.ts';
import { intervalMs } from '../../core/interval.ts';
import { buildMatrix } from '../../features/build-matrix.ts';
import { buildSamples } from '../../learning/sample.ts';
import { calendarStretch, MEMORY_BARS, newestBars, refreshBars } from '../bars/bar-feed.ts';
import { labelSpec, sampleScope } from '../settings.ts';
import type { TrainPorts } from './ports.ts';

export interface Collected {
  readonly symbol: string;
  readonly newBars: number;
  readonly newSamples: number;
  readonly matured: number;
  /** What the source of bars said, for example that it could not be reached; null when nothing. */
  readonly note: string | null;
}

/** Fetches a symbol's new closed bars, makes their samples, and fills in the labels whose horizon has passed. */
export async function collectSamples(ports: TrainPorts, instrument: Instrument): Promise<Collected> {
  const { config, clock, store, feeds } = ports;
  const feed = feeds[instrument.assetClass];
  const { interval, backfillBars } = config.market;
  const options = { store: store.bars, clock, interval, backfillBars };
  const { newBars, note } = await refreshBars(feed, instrument, options);
  const { symbol } = instrument;
  if (newBars === 0 && isSampled(ports, instrument))
    return { symbol, newBars, newSamples: 0, matured: 0, note };
  const scope = sampleScope(config, instrument.assetClass);
  const startMs = firstUnsettled(ports, instrument);
  const series = barsFrom(ports, instrument, startMs);
  const samples = buildSamples(series, buildMatrix(series), {
    assetClass: instrument.assetClass,
    label: labelSpec(config, instrument.assetClass),
    fromBar: startMs === null ? 0 : indexAtOrAfter(series, startMs - intervalMs(interval)),
  });
  const { inserted, matured } = store.samples.upsert(scope, samples);
  return { symbol, newBars, newSamples: inserted, matured, note };
}

/** Whether the newest closed bar has its sample: those before it were settled with it, in one transaction. */
function isSampled({ config, clock, store, feeds }: TrainPorts, instrument: Instrument): boolean {
  const { symbol, assetClass } = instrument;
  const { interval } = config.market;
  const options = { store: store.bars, clock, interval, count: 1 };
  const bar = newestBars(feeds[assetClass], instrument, options);
  const sampledMs = store.samples.newest(sampleScope(config, assetClass), symbol);
  return bar.length === 1 && sampledMs !== null && sampledMs >= closeTimeMs(bar, 0);
}

/** Moment of the oldest sample that may change: the oldest without a label, else the newest. */
function firstUnsettled({ config, store }: TrainPorts, { symbol, assetClass }: Instrument): number | null {
  const scope = sampleScope(config, assetClass);
  return store.samples.oldestPending(scope, symbol) ?? store.samples.newest(scope, symbol);
}

function barsFrom(
  { config, clock, store, feeds }: TrainPorts,
  instrument: Instrument,
  startMs: number | null,
): BarSeries {
  const { interval } = config.market;
  const key = { source: feeds[instrument.assetClass].source, symbol: instrument.symbol, interval };
  const step = intervalMs(interval);
  const toMs = clock.now() - step + 1;
  const memoryMs = MEMORY_BARS * step * calendarStretch(instrument.assetClass, interval);
  return store.bars.load(key, startMs === null ? { toMs } : { fromMs: startMs - memoryMs, toMs });
}

import { type BarSeries, emptySeries } from '../../core/bar-series.ts';
import type { AssetClass, Instrument } from '../../core/instrument.ts';
import { HOUR_MS, type Interval, intervalMs } from '../../core/interval.ts';
import type { BarRequest, BarSource, Quote, QuoteSource } from '../bar-source.ts';
import { resample } from '../resample.ts';
import { type BaseInterval, baseBars } from './base-bars.ts';
import { ClassFactor } from './class-factor.ts';
import { EPOCH_MS } from './days.ts';
import type { Edge } from './edge.ts';
import { SymbolTape } from './symbol-tape.ts';

export interface SimulatedMarketOptions {
  readonly seed: number;
  /** What there is to learn; `concentrated` when left out. */
  readonly edge?: Edge;
  /** Full spread between bid and ask in basis points of the price, by class: crypto 8, stocks 4 when left out. */
  readonly spreadBps?: Partial<Readonly<Record<AssetClass, number>>>;
  /** Full spread of single symbols, in place of that of their class. */
  readonly symbolSpreadBps?: Readonly<Record<string, number>>;
}

const SPREAD_BPS: Readonly<Record<AssetClass, number>> = { crypto: 8, stock: 4 };

/** The coarsest drawn interval that a bar size is a sum of. */
const baseOf = (interval: Interval): BaseInterval =>
  interval === '1d' ? '1d' : intervalMs(interval) % HOUR_MS === 0 ? '1h' : '1m';

/**
 * A made-up market whose prices are a pure function of seed, symbol and time: any process that asks for any bar
 * or quote gets the same answer. Coarse bars equal the sum of one-minute bars exactly. History begins in 2012.
 */
export class SimulatedMarket implements BarSource, QuoteSource {
  readonly name = 'simulated';
  private readonly edge: Edge;
  private readonly options: SimulatedMarketOptions;
  private readonly factors: Readonly<Record<AssetClass, ClassFactor>>;
  private readonly tapes = new Map<string, SymbolTape>();

  constructor(options: SimulatedMarketOptions) {
    this.options = options;
    this.edge = options.edge ?? 'concentrated';
    this.factors = {
      crypto: new ClassFactor(options.seed, 'crypto'),
      stock: new ClassFactor(options.seed, 'stock'),
    };
  }

  async bars(request: BarRequest): Promise<BarSeries> {
    const { instrument, interval } = request;
    const step = intervalMs(interval);
    const fromMs = Math.ceil(Math.max(request.fromMs, EPOCH_MS) / step) * step;
    const lastOpenMs = Math.floor(request.asOfMs / step) * step - step;
    const toMs = Math.min(Math.ceil(request.toMs / step) * step, lastOpenMs + step);
    if (!(fromMs < toMs)) return emptySeries(instrument.symbol, interval);
    const base = baseOf(interval);
    const drawn = baseBars(this.tape(instrument), {
      symbol: instrument.symbol,
      interval: base,
      fromMs,
      toMs,
    });
    return base === interval ? drawn : resample(drawn, interval);
  }

  /** Outside a stock session the quote is of the last session's close, and says so in `timeMs`. */
  async quote(instrument: Instrument, atMs: number): Promise<Quote | null> {
    const price = this.tape(instrument).price(atMs);
    if (!price) return null;
    const half = (price.cents * this.spread(instrument)) / 20_000;
    return {
      symbol: instrument.symbol,
      timeMs: price.timeMs,
      bid: Math.max(1, Math.floor(price.cents - half)) / 100,
      ask: Math.ceil(price.cents + half) / 100,
    };
  }

  private spread({ symbol, assetClass }: Instrument): number {
    const { spreadBps, symbolSpreadBps } = this.options;
    return symbolSpreadBps?.[symbol] ?? spreadBps?.[assetClass] ?? SPREAD_BPS[assetClass];
  }

  private tape(instrument: Instrument): SymbolTape {
    const known = this.tapes.get(instrument.symbol);
    if (known) return known;
    const { seed } = this.options;
    const factor = this.factors[instrument.assetClass];
    const tape = new SymbolTape(instrument, { seed, edge: this.edge, factor });
    this.tapes.set(instrument.symbol, tape);
    return tape;
  }
}

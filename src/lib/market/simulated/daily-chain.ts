import type { Instrument } from '../../core/instrument.ts';
import { hashKey, hashText, mulberry32, normal, type Random } from '../../core/random.ts';
import type { ClassFactor, FactorDay } from './class-factor.ts';
import { type Edge, type Move, plantEdge } from './edge.ts';
import { ReturnWindow } from './return-window.ts';
import { drawShock, mixShocks } from './shock.ts';
import { type SymbolProfile, symbolProfile, TRADING_DAYS } from './symbol-profile.ts';
import { VolumeChain } from './volume-chain.ts';

/** One trading day of one symbol, before its path is drawn. */
export interface ChainDay {
  /** Cents, at least 1. */
  readonly open: number;
  readonly close: number;
  /** Variance of the log price between open and close. */
  readonly variance: number;
  /** Base units. */
  readonly volume: number;
}

export interface ChainOptions {
  readonly seed: number;
  readonly edge: Edge;
  readonly factor: ClassFactor;
}

/** Share of a day's variance that falls between the sessions (stocks: 0.38–0.50 measured on four of them). */
const OVERNIGHT_SHARE = { crypto: 0, stock: 0.4 } as const;
/** Daily pull of the log price to its level: far too weak to be traded, strong enough to keep prices in sight. */
const PULL = 0.002;
/** No day moves further than this many long-run standard deviations; real extremes are of that size. */
const WORST_MOVE = 8;
/** AR(1) of a symbol's own part of the log volatility. */
const VOLATILITY = { persistence: 0.9, noise: 0.08 };

/**
 * Daily opens, closes, variances and volumes of one symbol, iterated from the epoch: a pure function of the seed,
 * the symbol and the day, because every draw is keyed by them.
 */
export class DailyChain {
  readonly profile: SymbolProfile;
  private readonly options: ChainOptions;
  private readonly key: number;
  private readonly days: (ChainDay | null)[] = [];
  private readonly window = new ReturnWindow();
  private readonly volume: VolumeChain;
  /** Long-run standard deviation of a day's log return. */
  private readonly volatility: number;
  private close: number;
  private lastReturn = 0;
  private swing = 0;

  constructor(instrument: Instrument, options: ChainOptions) {
    this.profile = symbolProfile(instrument);
    this.options = options;
    this.key = hashKey(options.seed, hashText(instrument.symbol));
    const { level, annualVolatility, assetClass } = this.profile;
    const ownBias = VOLATILITY.noise ** 2 / (1 - VOLATILITY.persistence ** 2);
    this.volatility = (annualVolatility / Math.sqrt(TRADING_DAYS[assetClass])) * Math.exp(-ownBias);
    this.volume = new VolumeChain(assetClass);
    const start = level * Math.exp(0.5 * annualVolatility * normal(mulberry32(this.key)));
    this.close = toCents(100 * start);
  }

  /** Null when the symbol does not trade on that day. `index` counts from the epoch, from 0. */
  day(index: number): ChainDay | null {
    for (let next = this.days.length; next <= index; next++) {
      const factor = this.options.factor.day(next);
      this.days.push(factor && this.step(factor, mulberry32(hashKey(this.key, next))));
    }
    return this.days[index] ?? null;
  }

  private step(factor: FactorDay, random: Random): ChainDay {
    const logVolatility = factor.logVolatility + this.swing;
    const volatility = this.volatility * Math.exp(logVolatility);
    const shock = mixShocks(factor.shock, drawShock(random), this.profile.loading);
    const move = this.move({ shock: shock.value, luck: random() }, volatility);
    const previous = this.close;
    const change = this.limited(move.value * volatility + (move.told ? 0 : this.pull()));
    this.advance(change);
    this.swing = VOLATILITY.persistence * this.swing + VOLATILITY.noise * normal(random);
    const variance = shock.variance * volatility ** 2;
    const overnight = OVERNIGHT_SHARE[this.profile.assetClass];
    const gap = overnight * change + Math.sqrt(overnight * (1 - overnight) * variance) * normal(random);
    return {
      open: overnight > 0 ? toCents(previous * Math.exp(gap)) : previous,
      close: this.close,
      variance: (1 - overnight) * variance,
      volume: this.profile.dailyVolume * this.volume.next({ logVolatility, move: move.value }, random),
    };
  }

  private move(drawn: { shock: number; luck: number }, volatility: number): Move {
    const history = { trend: this.window.trend(), lastMove: this.lastReturn / volatility };
    return plantEdge(this.options.edge, { ...drawn, ...history });
  }

  private pull(): number {
    return PULL * Math.log((100 * this.profile.level) / this.close);
  }

  private limited(change: number): number {
    const limit = WORST_MOVE * this.volatility;
    return Math.max(-limit, Math.min(limit, change));
  }

  /** The window sees returns of dollar prices, exactly as a reader of the daily bars computes them. */
  private advance(change: number): void {
    const next = toCents(this.close * Math.exp(change));
    this.window.push(next / 100 / (this.close / 100) - 1);
    this.lastReturn = Math.log(next / this.close);
    this.close = next;
  }
}

const toCents = (value: number): number => Math.max(1, Math.round(value));

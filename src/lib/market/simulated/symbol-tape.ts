import type { AssetClass, Instrument } from '../../core/instrument.ts';
import { HOUR_MS, INTERVALS } from '../../core/interval.ts';
import { hashKey, hashText, mulberry32 } from '../../core/random.ts';
import { type Session, tradingHours } from '../sessions.ts';
import { drawBridge } from './bridge.ts';
import { type CandlePath, candleAt, roundPath, stretchPath } from './candle-path.ts';
import { type ChainOptions, DailyChain } from './daily-chain.ts';
import { dayIndex, dayStart } from './days.ts';
import { activitySteps } from './intraday-shape.ts';

const MINUTE_MS = INTERVALS['1m'];
const SECOND_MS = 1000;

/** A stretch of trading time: the candles of its steps and when each step begins. */
export interface Track {
  readonly startMs: readonly number[];
  readonly path: CandlePath;
}

/** The hours of one trading day. */
export interface DayTrack extends Track {
  readonly index: number;
  readonly hours: Session;
}

export interface TapePrice {
  readonly cents: number;
  /** When that price was made. */
  readonly timeMs: number;
}

/** Which path a key belongs to, so that no two share their draws. */
const LEVEL = { hours: 1, minutes: 2, seconds: 3 } as const;
const EVEN_SECONDS: readonly number[] = Array.from({ length: 60 }, () => 1);

/**
 * Smallest volume in base units. A power of two, so that sums of bar volumes are exact in doubles and coarse bars
 * equal the sum of fine ones to the last bit.
 */
const LOT: Readonly<Record<AssetClass, number>> = { crypto: 2 ** -10, stock: 1 };

/**
 * One symbol's whole history. A day of the chain is drawn out into hours, an hour into minutes, a minute into
 * seconds; each is keyed by its place alone, so any of them can be asked for in any order.
 */
export class SymbolTape {
  readonly lotSize: number;
  private readonly assetClass: AssetClass;
  private readonly chain: DailyChain;
  private readonly key: number;
  private readonly days = new Map<number, DayTrack | null>();

  constructor(instrument: Instrument, options: ChainOptions) {
    this.assetClass = instrument.assetClass;
    this.lotSize = LOT[instrument.assetClass];
    this.chain = new DailyChain(instrument, options);
    this.key = hashKey(options.seed, hashText(`path ${instrument.symbol}`));
  }

  /** Hours of a day, the first and last of a stock session cut short; null when it is no trading day. */
  day(index: number): DayTrack | null {
    const known = this.days.get(index);
    if (known !== undefined) return known;
    const track = this.drawDay(index);
    this.days.set(index, track);
    return track;
  }

  /** Minutes of the hour in row `hour` of a day. */
  minutes(day: DayTrack, hour: number): Track {
    const fromMs = day.startMs[hour]!;
    const toMs = day.startMs[hour + 1] ?? day.hours.closeMs;
    const steps = activitySteps(this.assetClass, day.hours, { fromMs, toMs, stepMs: MINUTE_MS });
    const path = this.refine(day.path, hour, {
      weights: steps.weights,
      key: hashKey(this.key, day.index, LEVEL.minutes, hour),
    });
    return { startMs: steps.startMs, path };
  }

  /** The price at a moment, or the last one before it when the market was shut; null before the first. */
  price(timeMs: number): TapePrice | null {
    for (let index = dayIndex(timeMs); index >= 0; index--) {
      const day = this.day(index);
      if (!day || timeMs < day.hours.openMs) continue;
      if (timeMs < day.hours.closeMs) return this.priceWithin(day, timeMs);
      return { cents: day.path.close[day.path.length - 1]!, timeMs: day.hours.closeMs };
    }
    return null;
  }

  private drawDay(index: number): DayTrack | null {
    const day = index < 0 ? null : this.chain.day(index);
    const hours = tradingHours(this.assetClass, dayStart(index));
    if (!day || !hours) return null;
    const range = { fromMs: hours.openMs, toMs: hours.closeMs, stepMs: HOUR_MS };
    const steps = activitySteps(this.assetClass, hours, range);
    const lots = Math.max(0, Math.round(day.volume / this.lotSize));
    const random = mulberry32(hashKey(this.key, index, LEVEL.hours));
    const path = drawBridge({ ...day, lots }, steps.weights, random);
    roundPath(path);
    return { index, hours, startMs: steps.startMs, path };
  }

  private priceWithin(day: DayTrack, timeMs: number): TapePrice {
    const hour = Math.floor(timeMs / HOUR_MS) - Math.floor(day.hours.openMs / HOUR_MS);
    const minutes = this.minutes(day, hour);
    const minute = Math.floor((timeMs - minutes.startMs[0]!) / MINUTE_MS);
    const startMs = minutes.startMs[minute]!;
    const second = Math.floor((timeMs - startMs) / SECOND_MS);
    const seconds = this.refine(minutes.path, minute, {
      weights: EVEN_SECONDS,
      key: hashKey(this.key, day.index, LEVEL.seconds, hour * 60 + minute),
    });
    return { cents: seconds.open[second]!, timeMs: startMs + second * SECOND_MS };
  }

  /** Draws step `index` of a path out into finer steps that meet its open, high, low, close and volume exactly. */
  private refine(
    path: CandlePath,
    index: number,
    into: { weights: readonly number[]; key: number },
  ): CandlePath {
    const whole = candleAt(path, index);
    const finer = drawBridge(whole, into.weights, mulberry32(into.key));
    stretchPath(finer, whole.high, whole.low);
    roundPath(finer);
    return finer;
  }
}

import { ceilProduct, floorProduct } from '../../core/exact-product.ts';
import type { ExecutionModel, SizingModel } from '../execution.ts';

const MILLION = 1e6;
const BILLION = 1e9;

/** An execution model as flat numbers for exact arithmetic; -1 stands for "none" where nothing else is said. */
export interface Terms {
  readonly nextOpen: boolean;
  readonly longShort: boolean;
  readonly takerPpm: number;
  readonly makerPpm: number;
  readonly feeInCoins: boolean;
  /** Numerators over `quoteScale` that make the quote from the middle. */
  readonly exitBid: number;
  readonly exitAsk: number;
  readonly entryBid: number;
  readonly entryAsk: number;
  readonly quoteScale: number;
  readonly slippagePpm: number;
  /** Times the volume of a bar: most that one order takes, in units of 1e-9. */
  readonly capNanos: number;
  readonly stopPpb: number;
  readonly targetPpb: number;
  readonly trailPpb: number;
  /** Infinity for none. */
  readonly maxBars: number;
  readonly inside: boolean;
  /** NaN for none. */
  readonly triggerPpb: number;
  readonly sizing: Exclude<SizingModel, { kind: 'hive' }>;
  readonly unitNanos: number;
  readonly closeAtEnd: ExecutionModel['closeAtEnd'];
}

/** @throws RangeError for the sizing `hive`, which needs the step that trades, and for numbers that make no sense. */
export function termsOf(model: ExecutionModel): Terms {
  const { fees, spread, slippage, volume, exits, entry, sizing } = model;
  if (sizing.kind === 'hive') throw new RangeError('sizing by the limits of HIVE needs the replay engine');
  const half = spread.on === 'both' ? spread.ppm : 0;
  const whole = spread.on === 'both' ? spread.ppm : 2 * spread.ppm;
  return {
    nextOpen: model.fill === 'next-open',
    longShort: model.side === 'long-short',
    takerPpm: within('taker fee', fees.takerPpm, MILLION),
    makerPpm: fees.makerPpm === null ? -1 : within('maker fee', fees.makerPpm, MILLION),
    feeInCoins: fees.takenIn === 'asset',
    exitBid: 2 * MILLION - half,
    exitAsk: 2 * MILLION + half,
    entryBid: 2 * MILLION - within('spread', whole, 2 * MILLION),
    entryAsk: 2 * MILLION + whole,
    quoteScale: 2 * MILLION,
    slippagePpm: within('slippage', slippage.ppm, MILLION),
    capNanos: volume.capPpm === null ? -1 : within('volume cap', volume.capPpm, Infinity) * 1000,
    stopPpb: distance('stop-loss', exits.stopLossPpb),
    targetPpb: distance('take-profit', exits.takeProfitPpb),
    trailPpb: distance('trailing stop', exits.trailingStopPpb),
    maxBars: exits.maxBars ?? Infinity,
    inside: exits.inside,
    triggerPpb: entry.triggerPpb === null ? NaN : within('trigger', entry.triggerPpb, Infinity),
    sizing,
    unitNanos: model.unitNanos,
    closeAtEnd: model.closeAtEnd,
  };
}

function within(name: string, value: number, most: number): number {
  if (value >= 0 && value <= most && (Number.isSafeInteger(value) || value === Infinity)) return value;
  throw new RangeError(`${value} is no ${name}: a whole number from 0 to ${most} is`);
}

const distance = (name: string, ppb: number | null): number =>
  ppb === null ? -1 : within(name, ppb, Infinity);

/** Price that leaving a position of this side meets. */
export const exitQuote = (terms: Terms, side: number, mid: number): number =>
  side > 0
    ? floorProduct(mid, terms.exitBid, terms.quoteScale)
    : ceilProduct(mid, terms.exitAsk, terms.quoteScale);

/** Price that opening a position of this side meets. */
export const entryQuote = (terms: Terms, side: number, mid: number): number =>
  side > 0
    ? ceilProduct(mid, terms.entryAsk, terms.quoteScale)
    : floorProduct(mid, terms.entryBid, terms.quoteScale);

/** What a market order that buys (1) or sells (-1) at a quote fills at. */
export const slipped = (terms: Terms, direction: number, quote: number): number =>
  direction > 0
    ? ceilProduct(quote, MILLION + terms.slippagePpm, MILLION)
    : floorProduct(quote, MILLION - terms.slippagePpm, MILLION);

/** Price `ppb` below `quote`, as the exits of a long position round it; 0 when that is below nothing. */
export const below = (quote: number, ppb: number): number =>
  ppb >= BILLION ? 0 : floorProduct(quote, BILLION - ppb, BILLION);
export const above = (quote: number, ppb: number): number => floorProduct(quote, BILLION + ppb, BILLION);

/** The mirror image, for short positions. */
export const belowUp = (quote: number, ppb: number): number =>
  ppb >= BILLION ? 0 : ceilProduct(quote, BILLION - ppb, BILLION);
export const aboveUp = (quote: number, ppb: number): number => ceilProduct(quote, BILLION + ppb, BILLION);

import { type BarSeries, closeTimeMs } from '../core/bar-series.ts';
import { ewmaVolatility } from './ewma-volatility.ts';

/** How the outcome of a bet is defined. Samples of different definitions never mix. */
export interface LabelSpec {
  /** `barrier`: out at a target, a stop or the horizon. `fixed`: out at the horizon. */
  readonly kind: 'barrier' | 'fixed';
  /** Bars until the bet ends at the latest. */
  readonly horizon: number;
  /** Barrier distance in bar volatilities times sqrt(horizon). */
  readonly width: number;
  /**
   * Round-trip cost as a fraction of the entry: fees of both sides and the whole spread. It carries half the
   * spread for the entry, because an entry "at the close" stands in for the next quote's ask.
   */
  readonly cost: number;
  /** Price the bet starts from: the close of bar t, or the open of bar t+1. */
  readonly entry: 'close' | 'next-open';
}

/** The outcome of one bet. Structurally the store's `SampleLabel`. */
export interface Label {
  /** 1 when the bet paid after costs. */
  readonly y: 0 | 1;
  readonly netReturn: number;
  /** Close time of the bar that ended the bet, UTC epoch milliseconds. */
  readonly resolvedMs: number;
  readonly barrier: 'target' | 'stop' | 'time';
}

/** `undefined`: no label can ever be given (no volatility to set barriers by, or a price is missing). */
export type LabelRow =
  | { readonly state: 'matured'; readonly label: Label }
  | { readonly state: 'pending' }
  | { readonly state: 'undefined' };

/** Name of a definition, for example `barrier/h1/k1/c0.0058`. */
export function labelSetId({ kind, horizon, width, cost, entry }: LabelSpec): string {
  const parts = [kind, `h${horizon}`, `c${short(cost)}`];
  if (kind === 'barrier') parts.splice(2, 0, `k${short(width)}`);
  if (entry !== 'close') parts.push(entry);
  return parts.join('/');
}

/** Six digits: sums of decimal costs must not leak their binary tails into a name. */
const short = (value: number): string => String(Number(value.toPrecision(6)));

/**
 * Label of the bet opened after bar `index` closed. The only code that reads bars after the one a sample is of.
 * `series` holds closed bars only. A label matures when its whole horizon has closed, even where a barrier was
 * hit before: otherwise the newest samples would be those that ended quickly.
 * @throws RangeError when `index` is not a bar of the series.
 */
export function labelRow(series: BarSeries, index: number, spec: LabelSpec): LabelRow {
  if (!(index >= 0 && index < series.length))
    throw new RangeError(`no bar ${index} in ${series.length} bars`);
  const widths = spec.kind === 'fixed' ? NO_BARRIERS : barrierWidths(series, index, spec);
  if (widths === null) return { state: 'undefined' };
  if (index + spec.horizon >= series.length) return { state: 'pending' };
  const entryPrice = spec.entry === 'close' ? series.close[index]! : series.open[index + 1]!;
  const exit = tripleBarrier(series.close, index, { ...widths, horizon: spec.horizon, entryPrice });
  const netReturn = exit.grossReturn - spec.cost;
  if (!Number.isFinite(netReturn)) return { state: 'undefined' };
  const resolvedMs = closeTimeMs(series, exit.index);
  return {
    state: 'matured',
    label: { y: netReturn > 0 ? 1 : 0, netReturn, resolvedMs, barrier: exit.barrier },
  };
}

/** Distances of the barriers from the entry price. */
export interface BarrierWidths {
  /** Rise that ends the bet, as a fraction of the entry. */
  readonly target: number;
  /** Fall that ends the bet, as a positive fraction of the entry. */
  readonly stop: number;
}

const NO_BARRIERS: BarrierWidths = { target: Number.POSITIVE_INFINITY, stop: Number.POSITIVE_INFINITY };

/**
 * Barriers of a bet opened after bar `index` closed, from that bar and those before it. The target is at least
 * twice the cost, or a hit could not pay. Null when the label has none or there is no volatility to set them by.
 */
export function barrierWidths(series: BarSeries, index: number, spec: LabelSpec): BarrierWidths | null {
  if (spec.kind === 'fixed') return null;
  const volatility = ewmaVolatility(series.close, index);
  if (volatility === null || !(volatility > 0)) return null;
  const stop = spec.width * volatility * Math.sqrt(spec.horizon);
  return { target: Math.max(stop, 2 * spec.cost), stop };
}

export interface BarrierExit {
  /** Bar whose close ended the bet. */
  readonly index: number;
  readonly grossReturn: number;
  readonly barrier: Label['barrier'];
}

/**
 * First bar in (`index`, `index + horizon`] whose close is at or beyond a barrier, else the last of them.
 * `prices` are closes and reach at least to `index + horizon`.
 * @see López de Prado (2018), Advances in Financial Machine Learning, section 3.4.
 */
export function tripleBarrier(
  prices: ArrayLike<number>,
  index: number,
  options: BarrierWidths & { readonly horizon: number; readonly entryPrice?: number },
): BarrierExit {
  const { target, stop, horizon, entryPrice = prices[index]! } = options;
  const last = index + horizon;
  for (let bar = index + 1; bar <= last; bar++) {
    const grossReturn = prices[bar]! / entryPrice - 1;
    if (grossReturn >= target) return { index: bar, grossReturn, barrier: 'target' };
    if (grossReturn <= -stop) return { index: bar, grossReturn, barrier: 'stop' };
  }
  return { index: last, grossReturn: prices[last]! / entryPrice - 1, barrier: 'time' };
}

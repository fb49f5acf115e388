import type { BarSeries } from '../../core/bar-series.ts';
import type { Path } from '../markets/path.ts';

/** Returns and closes that are traded from bar `from` on; what rules look back at before it stays in sight. */
export interface SeriesPath extends Path {
  readonly from: number;
}

export function pathOfBars({ close, length }: BarSeries, from: number): SeriesPath {
  const returns = Float64Array.from(
    { length: Math.max(0, length - 1) },
    (_, t) => close[t + 1]! / close[t]! - 1,
  );
  return { returns, closes: close, from };
}

/** What following exposures brings. */
interface Followed {
  /** Net return of each bar from `from` on. */
  readonly net: Float64Array;
  /** Growth less 1 over them. */
  readonly growth: number;
  readonly turnover: number;
}

/** Holds at each bar what `exposureOf` says, and pays for each change of it. */
export function follow(
  { returns, from }: SeriesPath,
  exposureOf: (tick: number) => number,
  sideCost: number,
): Followed {
  let [level, held, turnover] = [1, 0, 0];
  const net = Float64Array.from({ length: returns.length - from }, (_, i) => {
    const exposure = exposureOf(from + i);
    const moved = Math.abs(exposure - held);
    const earned = exposure * returns[from + i]! - sideCost * moved;
    level *= 1 + earned;
    turnover += moved;
    held = exposure;
    return earned;
  });
  return { net, growth: level - 1, turnover };
}

import type { PackedBars } from '../page-data.ts';

export interface Candle {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** The bars that `packBars` made small. */
export function unpackBars(packed: PackedBars, decimals: number): Candle[] {
  const scale = 10 ** decimals;
  let time = packed.start;
  let last = 0;
  return packed.open.map((step, i) => {
    if (i > 0) time += packed.steps[i - 1]! * packed.unit;
    const open = last + step;
    const close = open + packed.close[i]!;
    last = close;
    const high = Math.max(open, close) + packed.high[i]!;
    const low = Math.min(open, close) - packed.low[i]!;
    return { time, open: open / scale, high: high / scale, low: low / scale, close: close / scale };
  });
}

import { type Price, price } from '../core/money.ts';

/** When to leave a position. Prices are compared with the bid; a null price means no such exit. */
export interface ExitPlan {
  readonly target: Price | null;
  readonly stop: Price | null;
  /** End of the bet's horizon, UTC epoch milliseconds. */
  readonly expiresMs: number;
}

/** Distances of the barriers as fractions of the entry price (0.03 = 3 %), from the label's own rule. */
export interface BarrierWidths {
  readonly target: number;
  readonly stop: number;
}

const PPB = 1_000_000_000n;
const partsPerBillion = (fraction: number): bigint => BigInt(Math.round(fraction * 1e9));

/** The plan of a position entered at `entry`: the same barriers its label was made with. */
export function planFrom(entry: Price, widths: BarrierWidths | null, expiresMs: number): ExitPlan {
  if (!widths) return { target: null, stop: null, expiresMs };
  return {
    target: price((entry * (PPB + partsPerBillion(widths.target))) / PPB),
    stop: price((entry * (PPB - partsPerBillion(Math.min(1, widths.stop)))) / PPB),
    expiresMs,
  };
}

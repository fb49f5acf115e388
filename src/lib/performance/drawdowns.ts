/** What the falls of an equity curve from its peaks come to. */
export interface Drawdowns {
  /** Largest fall as a share of its peak; 0 when there is none. */
  readonly maxShare: number;
  /** Largest fall in money, which may be another one. */
  readonly maxAmount: number;
  /** Bars of the peak (-1: the start) and of the lowest point of the largest fall by share; null without a fall. */
  readonly largest: { readonly peakBar: number; readonly troughBar: number } | null;
  /** Bars below an earlier peak. */
  readonly underwaterBars: number;
  /** Of all stretches from a peak to its recovery, or to the end. Null without one. */
  readonly longestMs: number | null;
  readonly averageShare: number | null;
  readonly averageMs: number | null;
}

/** One stretch below a peak. */
interface Episode {
  readonly peak: number;
  readonly peakBar: number;
  readonly low: number;
  readonly lowBar: number;
  readonly endBar: number;
}

class Tally {
  underwaterBars = 0;
  private readonly time: ArrayLike<number>;
  private count = 0;
  private maxShare = 0;
  private maxAmount = 0;
  private largest: Drawdowns['largest'] = null;
  private shares = 0;
  private lengths = 0;
  private longest = 0;

  constructor(time: ArrayLike<number>) {
    this.time = time;
  }

  add({ peak, peakBar, low, lowBar, endBar }: Episode): void {
    const share = (peak - low) / peak;
    const length = this.time[endBar]! - this.time[Math.max(0, peakBar)]!;
    if (share > this.maxShare) this.largest = { peakBar, troughBar: lowBar };
    this.maxShare = Math.max(this.maxShare, share);
    this.maxAmount = Math.max(this.maxAmount, peak - low);
    this.longest = Math.max(this.longest, length);
    this.count++;
    this.shares += share;
    this.lengths += length;
  }

  result(): Drawdowns {
    const { count, maxShare, maxAmount, largest, underwaterBars } = this;
    const each = (sum: number): number | null => (count === 0 ? null : sum / count);
    return {
      maxShare,
      maxAmount,
      largest,
      underwaterBars,
      longestMs: count === 0 ? null : this.longest,
      averageShare: each(this.shares),
      averageMs: each(this.lengths),
    };
  }
}

/**
 * Drawdowns of an equity curve that begins at `start`, before its first bar: the start is the first peak, as for
 * empyrical's max_drawdown. A drawdown lasts from the last bar at its peak to the bar that reaches it again, or to the last
 * one, as backtesting.py counts; depth is its largest share below the peak.
 * @param time of each bar, in milliseconds, rising
 */
export function drawdowns(equity: ArrayLike<number>, time: ArrayLike<number>, start: number): Drawdowns {
  const tally = new Tally(time);
  let peak = start;
  let peakBar = -1;
  let low = start;
  let lowBar = -1;
  // One plain loop: a curve may have millions of bars.
  for (let i = 0; i < equity.length; i++) {
    const level = equity[i]!;
    if (level < peak) {
      tally.underwaterBars++;
      if (level < low) {
        low = level;
        lowBar = i;
      }
      continue;
    }
    if (low < peak) tally.add({ peak, peakBar, low, lowBar, endBar: i });
    peak = level;
    peakBar = i;
    low = level;
  }
  if (low < peak) tally.add({ peak, peakBar, low, lowBar, endBar: equity.length - 1 });
  return tally.result();
}

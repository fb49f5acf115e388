/*
 * A backtest as people write it for themselves: an object for each bar, an average that runs along, floats for money,
 * a list of trades and a point of equity for each bar. Market orders at the next open with a fee; no spread, no stops,
 * no volume, no exact cents. It is here to be measured against.
 */

export interface PlainBar {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

interface Trade {
  readonly entryTime: number;
  readonly entryPrice: number;
  readonly qty: number;
  exitTime?: number;
  exitPrice?: number;
  profit?: number;
}

class RunningMean {
  readonly #values: number[] = [];
  readonly #size: number;
  #sum = 0;

  constructor(size: number) {
    this.#size = size;
  }

  next(value: number): number | null {
    this.#values.push(value);
    this.#sum += value;
    if (this.#values.length > this.#size) this.#sum -= this.#values[this.#values.length - 1 - this.#size]!;
    return this.#values.length < this.#size ? null : this.#sum / this.#size;
  }
}

export interface PlainSettings {
  readonly cash: number;
  /** Dollars of each entry. */
  readonly stake: number;
  readonly feeRate: number;
  readonly fast: number;
  readonly slow: number;
}

class PlainStrategy {
  readonly #fast: RunningMean;
  readonly #slow: RunningMean;
  #wasAbove: boolean | null = null;

  constructor({ fast, slow }: PlainSettings) {
    this.#fast = new RunningMean(fast);
    this.#slow = new RunningMean(slow);
  }

  next(close: number): 'BUY' | 'SELL' | null {
    const fast = this.#fast.next(close);
    const slow = this.#slow.next(close);
    if (fast === null || slow === null) return null;
    const isAbove = fast > slow;
    const crossed = this.#wasAbove !== null && isAbove !== this.#wasAbove;
    this.#wasAbove = isAbove;
    return crossed ? (isAbove ? 'BUY' : 'SELL') : null;
  }
}

export function plainBacktest(bars: readonly PlainBar[], settings: PlainSettings) {
  const { feeRate, stake } = settings;
  const strategy = new PlainStrategy(settings);
  const trades: Trade[] = [];
  const equity: { time: number; value: number }[] = [];
  let money = settings.cash;
  let position: Trade | null = null;
  let signal: 'BUY' | 'SELL' | null = null;
  for (const bar of bars) {
    if (signal === 'BUY' && !position) {
      position = { entryTime: bar.time, entryPrice: bar.open, qty: stake / bar.open };
      trades.push(position);
      money -= stake * (1 + feeRate);
    } else if (signal === 'SELL' && position) {
      money += position.qty * bar.open * (1 - feeRate);
      position.exitTime = bar.time;
      position.exitPrice = bar.open;
      position.profit = position.qty * bar.open * (1 - feeRate) - stake * (1 + feeRate);
      position = null;
    }
    equity.push({ time: bar.time, value: money + (position ? position.qty * bar.close : 0) });
    signal = strategy.next(bar.close);
  }
  return { trades, equity, money };
}

export interface Candle {
  /** Open time, seconds since the epoch. */
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number | null;
}

export interface CandleMark {
  readonly time: number;
  readonly kind: 'buy' | 'sell' | 'signal';
  readonly text: string;
}

export interface PriceLine {
  readonly price: number;
  readonly title: string;
  readonly kind: 'target' | 'stop' | 'price';
}

/** What a candle chart shows; pages make it, the chart in the browser draws it. */
export interface CandlesData {
  /** Names the series: another one begins with all of its bars in sight. */
  readonly name: string;
  /** Oldest first. */
  readonly candles: readonly Candle[];
  /** Oldest first; those outside the bars are left out. */
  readonly marks: readonly CandleMark[];
  readonly lines: readonly PriceLine[];
}

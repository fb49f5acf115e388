/** What the page's script draws from: the shape of the data block in the page. Times are seconds since 1970, UTC. */
export interface PageData {
  readonly equity: EquityLines;
  readonly sharpe: RollingSharpe;
  readonly histogram: Histogram;
  readonly candles: readonly SymbolCandles[];
  /** The newest trades, in order of time. */
  readonly trades: readonly TradeRow[];
  /** Number of the first of them, counted from 1 in the whole run. */
  readonly firstTrade: number;
  /** Texts that rows of trades name by their place here. */
  readonly words: readonly string[];
}

/** Lines over one time axis, thinned to what a screen can show. */
export interface EquityLines {
  readonly time: readonly number[];
  readonly equity: readonly number[];
  /** Dollars of buy-and-hold; null before it begins. */
  readonly benchmark: readonly (number | null)[];
  /** Shares below the highest equity so far, as negative numbers. */
  readonly drawdown: readonly number[];
}

export interface RollingSharpe {
  readonly time: readonly number[];
  readonly value: readonly (number | null)[];
}

/** Counts of trades by profit ratio, in bins of one width; zero is an edge of a bin. */
export interface Histogram {
  /** Lower edge of the first bin. */
  readonly from: number;
  readonly width: number;
  readonly counts: readonly number[];
}

export interface SymbolCandles {
  readonly symbol: string;
  /** Decimals of the prices. */
  readonly decimals: number;
  /** Bars that one candle of the overview is made of. */
  readonly barsEach: number;
  readonly overview: PackedBars;
  /** Bars as they were, around trades, in order of time and without overlap; none when the overview has every bar. */
  readonly stretches: readonly PackedBars[];
}

/** Bars as small whole numbers: see `packBars`. */
export interface PackedBars {
  /** Open time of the first bar. */
  readonly start: number;
  /** Seconds that `steps` count in. */
  readonly unit: number;
  /** From each open time to the next one. */
  readonly steps: readonly number[];
  /** Open less the close before, close less open, high above and low below both; in units of the last decimal. */
  readonly open: readonly number[];
  readonly close: readonly number[];
  readonly high: readonly number[];
  readonly low: readonly number[];
}

/**
 * One trade: pair, 1 when short, amount, stake, open time, open rate, close time, close rate, fees, profit,
 * profit ratio, enter tag, exit reason, minutes held, regime. Pair, tag, reason and regime are places in `words`.
 */
export type TradeRow = readonly [
  pair: number,
  short: number,
  amount: number,
  stake: number,
  openTime: number,
  openRate: number,
  closeTime: number | null,
  closeRate: number | null,
  fees: number,
  profit: number,
  profitRatio: number,
  enterTag: number,
  exitReason: number | null,
  minutes: number,
  regime: number,
];

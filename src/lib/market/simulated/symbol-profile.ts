import type { AssetClass, Instrument } from '../../core/instrument.ts';
import { hashText, mulberry32, normal } from '../../core/random.ts';

/** What makes one simulated symbol differ from another. */
export interface SymbolProfile {
  readonly assetClass: AssetClass;
  /** Price in dollars to which the market returns over years. */
  readonly level: number;
  /** Standard deviation of daily returns times the root of the trading days of a year. */
  readonly annualVolatility: number;
  /** Share of the daily shock's standard deviation that comes from the factor of its class, in [0, 1]. */
  readonly loading: number;
  /** Median volume of a day in base units. */
  readonly dailyVolume: number;
}

type Figures = readonly [level: number, annualVolatility: number, loading: number, dailyVolume: number];

/** Volatilities as measured on the real markets; levels and volumes are round figures of their size. */
const KNOWN: Readonly<Record<string, Figures>> = {
  'BTC/USD': [60_000, 0.74, 0.92, 20_000],
  'ETH/USD': [2_500, 0.98, 0.92, 250_000],
  'SOL/USD': [120, 1.15, 0.8, 5_000_000],
  AAPL: [200, 0.28, 0.76, 55_000_000],
  AMZN: [180, 0.33, 0.76, 45_000_000],
  GOOGL: [160, 0.28, 0.76, 30_000_000],
  MSFT: [400, 0.255, 0.76, 22_000_000],
  NVDA: [130, 0.46, 0.76, 250_000_000],
  SPY: [550, 0.2, 0.95, 70_000_000],
  TSLA: [250, 0.6, 0.7, 90_000_000],
};

export const TRADING_DAYS: Readonly<Record<AssetClass, number>> = { crypto: 365, stock: 252 };

/** Any symbol has a profile: the well-known ones a fixed one, all others one drawn from their name. */
export function symbolProfile(instrument: Instrument): SymbolProfile {
  const { symbol, assetClass } = instrument;
  const figures = Object.hasOwn(KNOWN, symbol) ? KNOWN[symbol] : undefined;
  const [level, annualVolatility, loading, dailyVolume] = figures ?? drawn(symbol, assetClass);
  return { assetClass, level, annualVolatility, loading, dailyVolume };
}

function drawn(symbol: string, assetClass: AssetClass): Figures {
  const random = mulberry32(hashText(symbol));
  const level = 80 * Math.exp(0.6 * normal(random));
  const [calmest, width] = assetClass === 'crypto' ? [0.85, 0.45] : [0.22, 0.25];
  const turnover = 4e8 * Math.exp(normal(random));
  return [level, calmest + width * random(), 0.68 + 0.16 * random(), turnover / level];
}

import { type BarSeries, emptySeries, setBar } from '../../../src/lib/core/bar-series.ts';
import { DAY_MS, type Interval, intervalMs } from '../../../src/lib/core/interval.ts';
import { hashText, mulberry32, normal } from '../../../src/lib/core/random.ts';

const FIRST_PRICES: Record<string, number> = { 'BTC/USD': 42_000, 'ETH/USD': 2_900 };

/** Bars with drifts that last for weeks and volatility that comes in clusters; a function of seed and symbol. */
export function sampleMarket(symbol: string, place: MarketPlace): BarSeries {
  const random = mulberry32(place.seed ^ hashText(symbol));
  const step = intervalMs(place.interval) / DAY_MS;
  const series = emptySeries(symbol, place.interval, place.bars);
  const state = { drift: 0.004, volatility: 0.028 };
  let close = FIRST_PRICES[symbol] ?? 100;
  for (let i = 0; i < place.bars; i++) {
    if (random() < step / 25) state.drift = normal(random) * 0.0045 + 0.0006;
    state.volatility += step * 0.12 * (0.03 - state.volatility) + 0.003 * Math.sqrt(step) * normal(random);
    state.volatility = Math.min(0.08, Math.max(0.012, state.volatility));
    const open = close * (1 + 0.0002 * normal(random));
    const jump = random() < step / 120 ? 0.05 * normal(random) : 0;
    close = open * Math.exp(state.drift * step + state.volatility * Math.sqrt(step) * normal(random) + jump);
    const wick = () => 1 + Math.abs(0.35 * state.volatility * Math.sqrt(step) * normal(random));
    setBar(series, i, {
      timeMs: place.fromMs + i * intervalMs(place.interval),
      open: cents(open),
      high: cents(Math.max(open, close) * wick()) + 0.01,
      low: cents(Math.min(open, close) / wick()) - 0.01,
      close: cents(close),
      volume: Math.round(900 * (1 + 20 * state.volatility) * (0.5 + random())),
    });
  }
  return series;
}

export interface MarketPlace {
  readonly seed: number;
  readonly fromMs: number;
  readonly interval: Interval;
  readonly bars: number;
}

const cents = (price: number) => Math.round(price * 100) / 100;

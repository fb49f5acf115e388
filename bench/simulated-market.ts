import { parseInstrument } from '../src/lib/core/instrument.ts';
import { DAY_MS, HOUR_MS, type Interval, intervalMs } from '../src/lib/core/interval.ts';
import { SimulatedMarket } from '../src/lib/market/simulated/simulated-market.ts';

const COINS = ['BTC/USD', 'ETH/USD'].map(parseInstrument);
const STOCKS = ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'TSLA'].map(parseInstrument);
const NOW = Date.UTC(2026, 10, 20, 15, 30);

async function backfill(symbols: typeof COINS, interval: Interval, spanMs: number): Promise<string> {
  const market = new SimulatedMarket({ seed: 42 });
  const start = performance.now();
  let bars = 0;
  for (const instrument of symbols) {
    const range = { fromMs: NOW - spanMs, toMs: NOW, asOfMs: NOW };
    bars += (await market.bars({ instrument, interval, ...range })).length;
  }
  return `${bars} bars, ${(performance.now() - start).toFixed(0)} ms`;
}

async function quotes(count: number): Promise<string> {
  const market = new SimulatedMarket({ seed: 42 });
  for (const instrument of COINS) await market.quote(instrument, NOW);
  const start = performance.now();
  for (let second = 0; second < count; second++) await market.quote(COINS[second % 2]!, NOW + second * 1000);
  return `${(((performance.now() - start) * 1000) / count).toFixed(1)} µs each`;
}

console.log(
  `daily, cold, 2 coins and 6 stocks: ${await backfill([...COINS, ...STOCKS], '1d', 1090 * DAY_MS)}`,
);
console.log(`hourly, cold, 2 coins:             ${await backfill(COINS, '1h', 5000 * HOUR_MS)}`);
console.log(`minutes, cold, 2 coins:            ${await backfill(COINS, '1m', 5000 * intervalMs('1m'))}`);
console.log(`quote, warm:                       ${await quotes(2000)}`);

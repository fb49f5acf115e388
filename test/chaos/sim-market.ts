import type { Clock } from '../../src/lib/core/clock.ts';
import type { Instrument } from '../../src/lib/core/instrument.ts';
import { hashKey, hashText } from '../../src/lib/core/random.ts';
import type { Quote, QuoteSource } from '../../src/lib/market/bar-source.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const BASE: Readonly<Record<string, number>> = { 'BTC/USD': 50_000, 'ETH/USD': 3_000 };

/** A number in [-1, 1) that depends on its place alone. */
const draw = (...place: number[]): number => hashKey(...place) / 2 ** 31 - 1;

/** The true price of a minute: it wanders by days and jitters by minutes, so that barriers are met often. */
function middle(seed: number, symbol: string, atMs: number): number {
  const key = hashText(symbol);
  const day = draw(seed, key, 1, Math.floor(atMs / DAY_MS));
  const minute = draw(seed, key, 2, Math.floor(atMs / MINUTE_MS));
  return BASE[symbol]! * (1 + 0.06 * day + 0.03 * minute);
}

const cent = (value: number): number => Math.round(value * 100) / 100;

/** What the exchange trades at: always sane, a function of seed, symbol and time. */
export const trueQuotes = (seed: number): QuoteSource => ({
  async quote({ symbol }: Instrument, atMs: number): Promise<Quote | null> {
    const at = middle(seed, symbol, atMs);
    return { symbol, timeMs: atMs, bid: cent(at * 0.9995), ask: cent(at * 1.0005) };
  },
});

/** What a broken feed makes of a quote (M1). */
const SPOILS: readonly ((quote: Quote) => Quote | null)[] = [
  () => null,
  quote => ({ ...quote, timeMs: quote.timeMs - 45_000 }),
  quote => ({ ...quote, timeMs: quote.timeMs + 20_000 }),
  quote => ({ ...quote, bid: quote.ask, ask: quote.bid }),
  quote => ({ ...quote, bid: 0 }),
  quote => ({ ...quote, ask: Number.NaN }),
  quote => ({ ...quote, ask: quote.ask * 1.02 }),
  quote => ({ ...quote, bid: quote.bid * 1.25, ask: quote.ask * 1.25 }),
];

export interface FeedOptions {
  readonly seed: number;
  /** The market's time: whatever the asker's clock says. */
  readonly time: Clock;
  /** Share of quotes that are spoilt. */
  readonly badShare: number;
  readonly onQuote: (symbol: string, quote: Quote | null) => void;
}

/** What HIVE is told of the market; now and then it is spoilt. */
export function feed({ seed, time, badShare, onQuote }: FeedOptions): QuoteSource {
  const honest = trueQuotes(seed);
  return {
    async quote(instrument) {
      const atMs = time.now();
      const quote = await honest.quote(instrument, atMs);
      const place = [seed, hashText(instrument.symbol), 3, Math.floor(atMs / 1_000)];
      const isBad = quote !== null && (draw(...place) + 1) / 2 < badShare;
      const told = isBad ? SPOILS[hashKey(...place, 4) % SPOILS.length]!(quote) : quote;
      onQuote(instrument.symbol, told);
      return told;
    },
  };
}

/** Close of the newest bar: what a quote is held against. */
export const lastClose = (seed: number, symbol: string, atMs: number): number =>
  cent(middle(seed, symbol, Math.floor(atMs / MINUTE_MS) * MINUTE_MS - 1));

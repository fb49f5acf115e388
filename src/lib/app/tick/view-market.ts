import { parseInstrument } from '../../core/instrument.ts';
import type { MarketView, SeenQuote } from '../../tick/market-view.ts';
import type { TickPorts } from './ports.ts';

/** The quotes of now, in the order of the symbols. */
export async function viewMarket(
  { quotes, clock }: TickPorts,
  symbols: readonly string[],
): Promise<MarketView> {
  const view = new Map<string, SeenQuote>();
  for (const symbol of symbols) {
    const quote = await quotes.quote(parseInstrument(symbol), clock.now());
    view.set(symbol, { quote, seenAt: clock.monotonic() });
  }
  return view;
}

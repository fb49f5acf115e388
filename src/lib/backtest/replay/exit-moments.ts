import { closeTimeMs } from '../../core/bar-series.ts';
import { type Price, priceFromNumber, priceNumber } from '../../core/money.ts';
import { lotsQty } from '../../core/position.ts';
import type { SymbolState } from '../../journal/state.ts';
import type { Quote } from '../../market/bar-source.ts';
import type { SymbolInput } from '../engine-run.ts';
import { LONG } from './direction.ts';
import { piecesOf } from './pieces.ts';
import { barrierAt, barrierIn, type Position } from './position.ts';
import type { Prices } from './prices.ts';

/** A moment inside a bar at which a tick would leave a position, with the quote that it would see. */
export interface ExitMoment {
  readonly atMs: number;
  readonly quote: Quote;
}

interface Scene {
  readonly input: SymbolInput;
  readonly bar: number;
  readonly prices: Prices;
}

/**
 * The first moment inside the bar at which the plan of what is held is met: at the open of a finer bar that has
 * gapped, or at the last millisecond of the piece that reaches the price. None for a position that is being left
 * already: that goes on at the next open.
 */
export function exitMoments(held: SymbolState, { input, bar, prices }: Scene): ExitMoment[] {
  const position = positionOf(held);
  if (!position) return [];
  const quoteAt = (atMs: number, bid: Price): ExitMoment[] => [
    { atMs, quote: quoteOver(input.symbol, { atMs, bid, prices }) },
  ];
  const { series, from, to, finer } = piecesOf(input, bar);
  for (let row = from; row < to; row++) {
    const middle = priceFromNumber(series.open[row]!);
    const opening = prices.exit(LONG, middle);
    if (finer && barrierAt(position, opening)) return quoteAt(series.time[row]!, opening);
    const stretch = { middle, high: series.high[row]!, low: series.low[row]! };
    const met = barrierIn(position, stretch, prices);
    if (met) return quoteAt(closeTimeMs(series, row) - 1, met.quote);
  }
  return [];
}

function positionOf({ lots, plan, closing }: SymbolState): Position | null {
  if (lotsQty(lots) === 0n || !plan || closing) return null;
  const { stop, target } = plan;
  const unbounded = { entryBar: 0, expiresBar: Number.POSITIVE_INFINITY };
  return { direction: LONG, ...unbounded, stop, target, trail: null, closing: null };
}

const quoteOver = (
  symbol: string,
  { atMs, bid, prices }: { atMs: number; bid: Price; prices: Prices },
): Quote => ({ symbol, timeMs: atMs, bid: priceNumber(bid), ask: priceNumber(prices.askOver(bid)) });

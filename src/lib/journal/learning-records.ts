import { parseCents, parsePrice, priceNumber } from '../core/money.ts';
import { lotsQty, marketValue } from '../core/position.ts';
import {
  decided,
  forgotten,
  judged,
  type LearningState,
  settledEpoch,
  takenStance,
  tripFilled,
  tripsMarked,
  tripsVoided,
  warmed,
} from '../learning/feedback/learning-state.ts';
import type { EntryData } from './entry.ts';
import { type BookState, type HiveState, type OpenOrder, symbolState } from './state.ts';
import type { Handler } from './state-changes.ts';

/* What records do to what has been learned. */

const learned = (state: HiveState, change: (learning: LearningState) => LearningState): HiveState => ({
  ...state,
  learning: change(state.learning),
});

export const stance: Handler<'STANCE'> = (state, data) =>
  learned(state, learning => takenStance(learning, data));

export const settled: Handler<'SETTLED'> = (state, data) =>
  learned(state, learning => settledEpoch(learning, data));

export const verdict: Handler<'VERDICT'> = (state, data, atMs) =>
  learned(state, learning => judged(learning, data, atMs));

export const warm: Handler<'WARMED'> = (state, data) => learned(state, learning => warmed(learning, data));

export const reset: Handler<'RESET'> = (state, data) => learned(state, learning => forgotten(learning, data));

export const withDecision = (
  state: HiveState,
  { book, symbol, id, quote }: EntryData['DECISION'],
): HiveState =>
  book === 'main'
    ? learned(state, learning => decided(learning, symbol, { id, bid: quote.bid, ask: quote.ask }))
    : state;

/** After the fill has moved the account. */
export const withFill = (state: HiveState, data: EntryData['FILL'], order: OpenOrder): HiveState =>
  learned(state, learning =>
    tripFilled(learning, {
      symbol: data.symbol,
      atMs: Date.parse(data.at),
      cash: parseCents(data.cash),
      fee: parseCents(data.fee),
      decision: order.decision,
      confidence: order.confidence,
      side: data.side,
      price: priceNumber(parsePrice(data.price)),
      flat: lotsQty(symbolState(state.books.main, data.symbol).lots) === 0n,
    }),
  );

/** After a tick has marked the account. */
export const withMarks = (state: HiveState): HiveState =>
  learned(state, learning => tripsMarked(learning, symbol => worthOf(state.books.main, symbol)));

function worthOf(book: BookState, symbol: string) {
  const { lots, mark } = symbolState(book, symbol);
  return mark && marketValue(lots, mark);
}

/** What a person moved is nobody's decision. */
export const withVoided = (state: HiveState, { coins }: EntryData['BALANCE']): HiveState =>
  learned(state, learning => tripsVoided(learning, Object.keys(coins)));

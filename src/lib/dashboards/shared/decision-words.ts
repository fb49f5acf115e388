import { percent } from '../../../output/numbers.ts';
import { REASONS, type Reason } from '../../core/reason.ts';
import { slotOf } from '../../core/slot.ts';
import type { LiveFeed } from './state.ts';

export type Signal = LiveFeed['signals'][number];
export type Order = LiveFeed['orders']['orders'][number];

/** Something that was decided, for people. */
export interface DecisionWords {
  readonly seq: number;
  readonly at: string;
  readonly symbol: string;
  /** `did nothing, the confidence 61 % is not above 70 %` */
  readonly text: string;
}

/** What was decided, newest first: the opinion on each symbol, and exits that needed none. */
export function decisions({ signals, orders }: Pick<LiveFeed, 'signals' | 'orders'>): DecisionWords[] {
  const bySlot = new Map(orders.orders.map(order => [slotKey(order), order]));
  const opinions = signals.map(signal => ({
    ...{ seq: signal.seq, at: signal.at, symbol: signal.symbol },
    text: signalText(signal, bySlot.get(slotKey(signal)) ?? null),
  }));
  const decided = new Set(signals.map(slotKey));
  const exits = orders.orders
    .filter(order => order.purpose === 'exit' && !decided.has(slotKey(order)))
    .map(order => ({
      ...{ seq: order.seq, at: order.at, symbol: order.symbol },
      text: `${orderText(order)}: ${becauseOf(order.reason)}`,
    }));
  return [...opinions, ...exits].sort((a, b) => b.seq - a.seq);
}

const slotKey = ({ symbol, at }: { readonly symbol: string; readonly at: string }): string =>
  `${symbol} ${slotOf(Date.parse(at))}`;

/** What was ordered because of a signal; null where nothing was, or it is not known any more. */
export const orderOf = ({ orders }: LiveFeed['orders'], signal: Signal): Order | null =>
  orders.find(order => slotKey(order) === slotKey(signal)) ?? null;

/** What came of a signal and why; `order` is what was sent, null where none was or it is not known any more. */
export function signalText(signal: Signal, order: Order | null): string {
  const { effect, reason, meaning } = signal;
  if (effect === 'HOLD')
    return reason === 'LOW_CONFIDENCE'
      ? `did nothing, the confidence ${confidenceText(signal)}`
      : `did nothing: ${meaning}`;
  const did = order ? orderText(order) : effect === 'BUY' ? 'ordered to buy' : 'ordered to sell';
  if (effect === 'BUY' && signal.confidence > signal.threshold)
    return `${did}${did.includes(',') ? ';' : ','} the confidence ${confidenceText(signal)}`;
  return `${did}: ${becauseOf(reason)}`;
}

/** `61 % is not above 70 %`, with as many decimals as it takes to see that. */
export function confidenceText({ confidence, threshold }: Pick<Signal, 'confidence' | 'threshold'>): string {
  const decimals = [0, 1, 2].find(count => percent(confidence, count) !== percent(threshold, count)) ?? 0;
  const [now, needed] = [percent(confidence, decimals), percent(threshold, decimals)];
  return `${now} is ${confidence > threshold ? 'above' : 'not above'} ${needed}`;
}

/** What became of an order, in the past: `bought`. */
function orderText({ state, side, filledQty }: Order): string {
  const [did, verb] = side === 'buy' ? ['bought', 'buy'] : ['sold', 'sell'];
  if (state === 'unknown') return `ordered to ${verb}, and the outcome is not known yet`;
  if (state === 'refused') return `tried to ${verb}, and the broker refused`;
  if (/[1-9]/.test(filledQty)) return did;
  if (state === 'intended' || state === 'open') return `ordered to ${verb}, not filled yet`;
  return `tried to ${verb}, and nothing was filled`;
}

/** A reason without what was done: `the target price was reached`. */
export const becauseOf = (reason: string): string =>
  (Object.hasOwn(REASONS, reason) ? REASONS[reason as Reason] : reason).replace(
    /^(?:bought|sold|closed): /,
    '',
  );

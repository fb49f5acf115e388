import { type Cents, cents } from '../../core/money.ts';

/** A position from its first fill until it is flat again, as rewards are counted from it. */
export interface Trip {
  /** The decision that caused it; null when that is not known: it then teaches nothing. */
  readonly decision: string | null;
  readonly regime: string;
  readonly confidence: number | null;
  readonly openedMs: number;
  /** Money that went in, fees included. */
  readonly spent: Cents;
  readonly fees: Cents;
  /** Cash that came, less that which went, since the last mark. */
  readonly flow: Cents;
  /** Worth of the position at the last mark. */
  readonly marked: Cents;
  /** Sum of the tick rewards, and their number. */
  readonly earned: Cents;
  readonly ticks: number;
}

/** What a decision brought, once its position was flat. */
export interface Reward {
  readonly decision: string;
  readonly symbol: string;
  readonly regime: string;
  readonly confidence: number | null;
  readonly openedMs: number;
  readonly closedMs: number;
  readonly ticks: number;
  readonly spent: Cents;
  readonly fees: Cents;
  /** Profit or loss, fees included: the sum of the tick rewards. */
  readonly net: Cents;
}

type Origin = Pick<Trip, 'decision' | 'regime' | 'confidence' | 'openedMs'>;

export const openTrip = (origin: Origin): Trip => ({
  ...origin,
  spent: cents(0),
  fees: cents(0),
  flow: cents(0),
  marked: cents(0),
  earned: cents(0),
  ticks: 0,
});

/** A reconciled fill: its change of cash, fees included. */
export const withFill = (trip: Trip, { cash, fee }: { readonly cash: Cents; readonly fee: Cents }): Trip => ({
  ...trip,
  spent: cents(trip.spent + (cash < 0n ? -cash : 0n)),
  fees: cents(trip.fees + fee),
  flow: cents(trip.flow + cash),
});

/**
 * A tick that marked the position to market. Its reward is the change of worth and the cash between two marks, so that
 * the rewards of a trip add up to its profit to the cent, whatever the marks were.
 */
export const markTrip = (trip: Trip, worth: Cents): Trip => ({
  ...trip,
  earned: cents(trip.earned + tickReward(trip, worth)),
  ticks: trip.ticks + 1,
  flow: cents(0),
  marked: worth,
});

const tickReward = ({ flow, marked }: Trip, worth: Cents): bigint => flow + worth - marked;

/** The reward of a trip that is flat; null where its decision is not known. */
export function closeTrip(
  trip: Trip,
  { symbol, closedMs }: Pick<Reward, 'symbol' | 'closedMs'>,
): Reward | null {
  const { decision, regime, confidence, openedMs, ticks, spent, fees } = trip;
  if (decision === null) return null;
  const net = cents(trip.earned + tickReward(trip, cents(0)));
  return { decision, symbol, regime, confidence, openedMs, closedMs, ticks, spent, fees, net };
}

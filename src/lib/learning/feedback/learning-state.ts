import type { AssetClass } from '../../core/instrument.ts';
import type { Cents } from '../../core/money.ts';
import { type ClassLearner, forget, newClassLearner } from './class-learner.ts';
import { commit } from './commit.ts';
import type { ResetData, SettledData, StanceData } from './records.ts';
import { settle } from './settle.ts';
import { closeTrip, markTrip, openTrip, type Reward, type Trip, withFill } from './trips.ts';

/** Rewards that are kept one by one; older ones live on in what was learned from them. */
const KEPT_REWARDS = 100;

/** Everything learned, folded from the journal. */
export interface LearningState {
  readonly classes: Readonly<Partial<Record<AssetClass, ClassLearner>>>;
  /** Newest decision of the account by symbol: rewards are counted for decisions that are known. */
  readonly decisions: Readonly<Record<string, string>>;
  /** Positions that are open, by symbol. */
  readonly trips: Readonly<Record<string, Trip>>;
  /** Oldest first. */
  readonly rewards: readonly Reward[];
  /** Trips that taught nothing: moved by hand, or of a decision that is not known. */
  readonly voided: number;
}

export const newLearningState = (): LearningState => ({
  classes: {},
  decisions: {},
  trips: {},
  rewards: [],
  voided: 0,
});

export const classLearner = ({ classes }: LearningState, assetClass: AssetClass): ClassLearner =>
  classes[assetClass] ?? newClassLearner();

const withClass = (
  state: LearningState,
  assetClass: AssetClass,
  change: (learner: ClassLearner) => ClassLearner,
): LearningState => ({
  ...state,
  classes: { ...state.classes, [assetClass]: change(classLearner(state, assetClass)) },
});

export const takenStance = (state: LearningState, stance: StanceData): LearningState =>
  withClass(state, stance.assetClass, learner => commit(learner, stance));

export const settledEpoch = (state: LearningState, settled: SettledData): LearningState =>
  withClass(state, settled.assetClass, learner => settle(learner, settled));

export const forgotten = (state: LearningState, { assetClass, what }: ResetData): LearningState =>
  withClass(state, assetClass, learner => forget(learner, what));

export const decided = (state: LearningState, symbol: string, decision: string): LearningState => ({
  ...state,
  decisions: { ...state.decisions, [symbol]: decision },
});

/** A reconciled fill of the account, and what of its order is known. */
export interface FilledOrder {
  readonly symbol: string;
  readonly atMs: number;
  readonly cash: Cents;
  readonly fee: Cents;
  readonly decision: string | null;
  readonly confidence: number | null;
  /** Whether nothing is held any more. */
  readonly flat: boolean;
}

/** The trip of a symbol one fill on; a fill that leaves nothing ends it. */
export function tripFilled(state: LearningState, fill: FilledOrder): LearningState {
  const { symbol, atMs, decision, confidence } = fill;
  const isKnown = decision !== null && state.decisions[symbol] === decision;
  const trip =
    state.trips[symbol] ??
    openTrip({
      decision: isKnown ? decision : null,
      regime: regimeNow(state, symbol),
      confidence,
      openedMs: atMs,
    });
  const moved = withFill(trip, fill);
  if (!fill.flat) return { ...state, trips: { ...state.trips, [symbol]: moved } };
  return ended(state, closeTrip(moved, { symbol, closedMs: atMs }), symbol);
}

function ended(state: LearningState, reward: Reward | null, symbol: string): LearningState {
  const { [symbol]: _, ...trips } = state.trips;
  if (reward === null) return { ...state, trips, voided: state.voided + 1 };
  return { ...state, trips, rewards: [...state.rewards, reward].slice(-KEPT_REWARDS) };
}

/** Regime of the stance that runs, or of the last one. */
function regimeNow({ classes }: LearningState, symbol: string): string {
  const { pending, last } = classes.crypto ?? newClassLearner();
  return (pending ?? last)?.symbols[symbol]?.regime ?? 'unknown';
}

/** A tick marked what is held to market. */
export function tripsMarked(state: LearningState, worthOf: (symbol: string) => Cents | null): LearningState {
  const symbols = Object.keys(state.trips);
  if (symbols.length === 0) return state;
  const trips = symbols.map(symbol => {
    const worth = worthOf(symbol);
    const trip = state.trips[symbol]!;
    return [symbol, worth === null ? trip : markTrip(trip, worth)] as const;
  });
  return { ...state, trips: Object.fromEntries(trips) };
}

/** Positions that a person moved: what they bring is not a decision's doing. */
export function tripsVoided(state: LearningState, symbols: readonly string[]): LearningState {
  const gone = symbols.filter(symbol => state.trips[symbol] !== undefined);
  if (gone.length === 0) return state;
  const trips = Object.fromEntries(Object.entries(state.trips).filter(([symbol]) => !gone.includes(symbol)));
  return { ...state, trips, voided: state.voided + gone.length };
}

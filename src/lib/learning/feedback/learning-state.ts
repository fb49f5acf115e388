import type { AssetClass } from '../../core/instrument.ts';
import type { Cents } from '../../core/money.ts';
import { learnSlippage, newSlippageModel, type SlippageModelState } from '../policy/slippage-model.ts';
import { addTrade, type TradeTable } from '../policy/trade-table.ts';
import { type ClassLearner, forget, newClassLearner, withVerdict } from './class-learner.ts';
import { commit } from './commit.ts';
import { startedFrom } from './policy-mind.ts';
import type { ResetData, SettledData, StanceData, SymbolStance, VerdictData, WarmedData } from './records.ts';
import { settle } from './settle.ts';
import { closeTrip, markTrip, openTrip, type Reward, type Trip, withFill } from './trips.ts';

/** Rewards that are kept one by one; older ones live on in what was learned from them. */
const KEPT_REWARDS = 100;

/** Everything learned, folded from the journal. */
export interface LearningState {
  readonly classes: Readonly<Partial<Record<AssetClass, ClassLearner>>>;
  /** Newest decision of the account by symbol: rewards are counted for decisions that are known. */
  readonly decisions: Readonly<Record<string, KnownDecision>>;
  /** Positions that are open, by symbol. */
  readonly trips: Readonly<Record<string, Trip>>;
  /** Oldest first. */
  readonly rewards: readonly Reward[];
  /** Rewards so far, those included that are no longer kept. */
  readonly rewarded: number;
  /** Trips that taught nothing: moved by hand, or of a decision that is not known. */
  readonly voided: number;
  /** What trades brought, by the regime and the confidence that they were entered with. */
  readonly table: TradeTable;
  /** What fills cost beyond the middle of the quote that was decided on. */
  readonly slippage: SlippageModelState;
}

export interface KnownDecision {
  readonly id: string;
  /** The quote that was decided on. */
  readonly bid: number;
  readonly ask: number;
}

export const newLearningState = (): LearningState => ({
  classes: {},
  decisions: {},
  trips: {},
  rewards: [],
  rewarded: 0,
  voided: 0,
  table: [],
  slippage: newSlippageModel(),
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

export const warmed = (state: LearningState, { assetClass, pooled, split }: WarmedData): LearningState =>
  withClass(state, assetClass, learner => ({
    ...learner,
    policy: startedFrom(learner.policy, { pooled, split }),
  }));

export const settledEpoch = (state: LearningState, settled: SettledData): LearningState =>
  withClass(state, settled.assetClass, learner => settle(learner, settled));

export const judged = (state: LearningState, verdict: VerdictData, atMs: number): LearningState =>
  withClass(state, verdict.assetClass, learner => withVerdict(learner, { ...verdict, atMs }));

export const forgotten = (state: LearningState, { assetClass, what }: ResetData): LearningState =>
  withClass(state, assetClass, learner => forget(learner, what));

export const decided = (state: LearningState, symbol: string, decision: KnownDecision): LearningState => ({
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
  readonly side: 'buy' | 'sell';
  /** Dollars a coin. */
  readonly price: number;
}

/**
 * The trip of a symbol one fill on; a fill that leaves nothing ends it. A sale begins none: what it sells was not
 * bought by a decision that is known, and its proceeds are nobody's reward.
 */
export function tripFilled(state: LearningState, fill: FilledOrder): LearningState {
  const { symbol, atMs, decision, confidence } = fill;
  const isKnown = decision !== null && state.decisions[symbol]?.id === decision;
  const priced = isKnown ? withSlippage(state, fill) : state;
  const own = state.trips[symbol];
  if (!own && fill.side === 'sell') return priced;
  const trip =
    own ??
    openTrip({
      decision: isKnown ? decision : null,
      regime: runningStance(state, symbol)?.regime ?? 'unknown',
      confidence,
      openedMs: atMs,
    });
  const moved = withFill(trip, fill);
  if (!fill.flat) return { ...priced, trips: { ...state.trips, [symbol]: moved } };
  return ended(priced, closeTrip(moved, { symbol, closedMs: atMs }), symbol);
}

function ended(state: LearningState, reward: Reward | null, symbol: string): LearningState {
  const { [symbol]: _, ...trips } = state.trips;
  if (reward === null) return { ...state, trips, voided: state.voided + 1 };
  const rewards = [...state.rewards, reward].slice(-KEPT_REWARDS);
  return {
    ...state,
    trips,
    rewards,
    rewarded: state.rewarded + 1,
    table: withTrade(state.table, reward),
  };
}

function withTrade(table: TradeTable, { regime, confidence, net, spent }: Reward): TradeTable {
  if (confidence === null || spent <= 0n) return table;
  return addTrade(table, { regime, confidence, netReturn: Math.max(-1, Number(net) / Number(spent)) });
}

/** Learns from the fill of a decision what its quote did not say; a fill far from it is no slippage, but an error. */
function withSlippage(state: LearningState, { symbol, side, price, cash }: FilledOrder): LearningState {
  const { bid, ask } = state.decisions[symbol]!;
  const mid = (bid + ask) / 2;
  const slippage = (side === 'buy' ? 1 : -1) * (price / mid - 1);
  const size = Math.abs(Number(cash)) / 100;
  const own = runningStance(state, symbol);
  if (!own || !(size > 0) || !(Math.abs(slippage) <= MOST_SLIPPAGE)) return state;
  const conditions = {
    spread: Math.max(0, ask - bid) / mid,
    size,
    volume: own.volume,
    volatility: own.sigma,
  };
  return { ...state, slippage: learnSlippage(state.slippage, { conditions, slippage }) };
}

const MOST_SLIPPAGE = 0.1;

/** The stance that runs on a symbol, or the last one. */
function runningStance({ classes }: LearningState, symbol: string): SymbolStance | undefined {
  const { pending, last } = classes.crypto ?? newClassLearner();
  return (pending ?? last)?.symbols[symbol];
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

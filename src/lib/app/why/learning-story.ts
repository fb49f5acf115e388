import { isEntry, type TimedEntry, toEntry } from '../../journal/entry.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';
import type { ClassLearner } from '../../learning/feedback/class-learner.ts';
import {
  classLearner,
  forgotten,
  type LearningState,
  newLearningState,
  settledEpoch,
  takenStance,
  warmed,
} from '../../learning/feedback/learning-state.ts';
import type { Stage, StanceData, SymbolStance } from '../../learning/feedback/records.ts';
import { CASH, expertShares } from '../../learning/feedback/shares.ts';
import { gateFigures } from '../../learning/feedback/stage.ts';

/** Experts that are named; the others are many and small. */
const NAMED = 5;

export interface Voice {
  readonly id: string;
  readonly weight: number;
  readonly exposure: number | null;
  readonly probability: number | null;
}

/** What was learned stood behind a symbol's decision, and what its outcome changed. */
export interface LearningStory {
  readonly epoch: number;
  readonly at: string;
  readonly regime: string;
  /** Probability that the decision went by. */
  readonly spoken: number | null;
  readonly pooled: number | null;
  readonly mixture: number;
  /** The heaviest experts. */
  readonly voices: readonly Voice[];
  readonly policy: Pick<SymbolStance['policy'], 'stake' | 'greedy' | 'mean' | 'width' | 'split'>;
  /** Exposure that the decision path wanted. */
  readonly path: number;
  readonly cost: number;
  readonly gate: GateThen;
  /** Null while the epoch runs. */
  readonly outcome: {
    /** Return over the epoch; null where a bar was missing. */
    readonly move: number | null;
    readonly gateAfter: GateThen;
    /** The experts whose weights changed most. */
    readonly changed: readonly { readonly id: string; readonly before: number; readonly after: number }[];
  } | null;
}

export interface GateThen {
  readonly stage: Stage;
  readonly lnMoney: number;
  readonly lnTiming: number;
}

/** What the learner knew at the end of a tick, and after the epoch of then had ended. */
export interface LearnedThen {
  readonly stance: StanceData;
  readonly before: ClassLearner;
  /** Null while the epoch runs. */
  readonly after: ClassLearner | null;
  readonly moves: Readonly<Record<string, number | null>>;
}

/** Folds what was learned, record by record: only those that learning is about. */
export function learnedAfter(state: LearningState, entry: TimedEntry): LearningState {
  if (isEntry(entry, 'STANCE')) return takenStance(state, entry.data);
  if (isEntry(entry, 'SETTLED')) return settledEpoch(state, entry.data);
  if (isEntry(entry, 'WARMED')) return warmed(state, entry.data);
  return isEntry(entry, 'RESET') ? forgotten(state, entry.data) : state;
}

/** What was known at the record `seq`, the last of a tick, and what came of it; null where nothing was. */
export function learnedThen(records: Iterable<SealedRecord>, seq: number): LearnedThen | null {
  let state = newLearningState();
  let then: LearnedThen | null = null;
  for (const record of records) {
    const entry = toEntry(record);
    const next = learnedAfter(state, entry);
    if (then && isEntry(entry, 'SETTLED') && entry.data.epoch === then.stance.epoch)
      return { ...then, after: classLearner(next, 'crypto'), moves: entry.data.moves };
    state = next;
    if (record.seq !== seq) continue;
    const before = classLearner(state, 'crypto');
    if (before.pending === null) return null;
    then = { stance: before.pending, before, after: null, moves: {} };
  }
  return then;
}

/** The part of it that is about one symbol; null where the stance was not about it. */
export function learningStory(
  { stance, before, after, moves }: LearnedThen,
  symbol: string,
): LearningStory | null {
  const own = stance.symbols[symbol];
  if (!own) return null;
  const { regime, spoken, pooled, mixture, path, cost } = own;
  const { stake, greedy, mean, width, split } = own.policy;
  return {
    ...{ epoch: stance.epoch, at: stance.at, regime, spoken, pooled, mixture, path, cost },
    voices: voicesOf(before, stance, own),
    policy: { stake, greedy, mean, width, split },
    gate: gateThen(before),
    outcome: after && {
      move: moves[symbol] ?? null,
      gateAfter: gateThen(after),
      changed: changesOf(before, after),
    },
  };
}

function gateThen(learner: ClassLearner): GateThen {
  const { lnMoney, lnTiming } = gateFigures(learner);
  return { stage: learner.stage, lnMoney, lnTiming };
}

const voicesOf = (learner: ClassLearner, { experts }: StanceData, own: SymbolStance): Voice[] =>
  expertShares(learner)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, NAMED)
    .map(({ id, weight }) => {
      const at = experts.indexOf(id);
      return {
        id,
        weight,
        exposure: id === CASH ? 0 : (own.exposures[at] ?? null),
        probability: own.probabilities[at] ?? null,
      };
    });

function changesOf(before: ClassLearner, after: ClassLearner) {
  const known = new Map(expertShares(before).map(({ id, weight }) => [id, weight]));
  return expertShares(after)
    .map(({ id, weight }) => ({ id, before: known.get(id) ?? 0, after: weight }))
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    .slice(0, 3);
}

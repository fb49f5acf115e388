import { REASONS, type Reason } from '../../core/reason.ts';
import { FEATURE_SET } from '../../features/feature-set.ts';
import {
  type Book,
  type DecisionData,
  type IntentData,
  isEntry,
  type SymbolOutcome,
  toEntry,
} from '../../journal/entry.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';
import type { Adapters } from '../adapters.ts';
import { wholeJournal } from '../read-journal.ts';
import { type LearningStory, learnedThen, learningStory } from './learning-story.ts';
import { type OrderStory, orderStory } from './order-story.ts';
import { type RewardStory, rewardStory } from './reward-story.ts';
import { bookKey, type TickRecords, tickRecords } from './tick-records.ts';

export interface DecisionStory {
  readonly seq: number;
  readonly at: string;
  /** False for one of an earlier tick that the epoch still stands on. */
  readonly now: boolean;
  readonly data: DecisionData;
  /** By name; null where the strategy uses none. */
  readonly features: readonly { readonly name: string; readonly value: number }[] | null;
}

export interface SymbolStory extends SymbolOutcome {
  readonly meaning: string;
  /** Bid that a position was valued at; null where there was no quote to believe. */
  readonly bid: string | null;
  readonly decision: DecisionStory | null;
  readonly order: OrderStory | null;
  /** What the control arm did in this tick; null when it decided nothing. */
  readonly control: {
    readonly reason: Reason;
    readonly action: string;
    readonly confidence: number;
    readonly traded: boolean;
  } | null;
  /** What the learner knew, and what the outcome changed; null where it knew nothing. */
  readonly learning: LearningStory | null;
  /** What an entry of this tick brought; null for none, and while its position is open. */
  readonly reward: RewardStory | null;
}

export interface TickStory {
  readonly slot: number;
  /** Number of its closing record. */
  readonly seq: number;
  readonly at: string;
  readonly symbols: readonly SymbolStory[];
}

/**
 * Why a tick did what it did, symbol by symbol, from the journal alone.
 * @param id slot or number of the closing record; null for the last tick.
 * @throws HiveError (data, NO_TICK or JOURNAL_DAMAGED).
 */
export async function tradeWhy(adapters: Adapters, id: number | null): Promise<TickStory> {
  return tickStory(tickRecords(await wholeJournal(adapters), id));
}

/** The story of a tick whose records are at hand. */
export function tickStory(found: TickRecords): TickStory {
  const { seq, at, tick, lessons } = found;
  const learned = learnedThen(lessons, seq);
  return {
    ...{ slot: tick.slot, seq, at },
    symbols: tick.outcomes.map(outcome => ({
      ...symbolStory(found, outcome),
      learning: learned && learningStory(learned, outcome.symbol),
    })),
  };
}

function symbolStory(found: TickRecords, outcome: SymbolOutcome): Omit<SymbolStory, 'learning'> {
  const { symbol, reason } = outcome;
  return {
    ...outcome,
    meaning: REASONS[reason],
    bid: found.tick.marks[symbol] ?? null,
    decision: decisionStory(found, symbol),
    order: intentStory(found, symbol),
    control: controlStory(found, symbol),
    reward: rewardOf(found, symbol),
  };
}

/** What an entry of this tick brought; its fills may be of later ticks. */
function rewardOf({ records, moves }: TickRecords, symbol: string): RewardStory | null {
  const entered = records.some(record => {
    const entry = toEntry(record);
    return isEntry(entry, 'INTENT') && entry.data.symbol === symbol && entry.data.purpose === 'entry';
  });
  return entered ? rewardStory([...records, ...moves], symbol) : null;
}

const decisionOf = (record: SealedRecord | undefined): DecisionData | null => {
  const entry = record && toEntry(record);
  return entry && isEntry(entry, 'DECISION') ? entry.data : null;
};

const decidedNow = ({ records }: TickRecords, book: Book, symbol: string): SealedRecord | undefined =>
  records.findLast(record => {
    const data = decisionOf(record);
    return data?.book === book && data.symbol === symbol;
  });

function decisionStory(found: TickRecords, symbol: string): DecisionStory | null {
  const now = decidedNow(found, 'main', symbol);
  const record = now ?? found.earlier.get(bookKey('main', symbol));
  const data = decisionOf(record);
  if (!record || !data) return null;
  const { seq, at } = record;
  return { seq, at, now: now !== undefined, data, features: namedFeatures(data) };
}

/** Another version of the feature set may have had other names. */
function namedFeatures({ features, featureSet }: DecisionData): DecisionStory['features'] {
  const names = featureSet === FEATURE_SET.id ? FEATURE_SET.names : [];
  return features?.map((value, at) => ({ name: names[at] ?? `feature ${at + 1}`, value })) ?? null;
}

function intentStory({ records, later }: TickRecords, symbol: string): OrderStory | null {
  const intents = records.flatMap((record): IntentData[] => {
    const entry = toEntry(record);
    return isEntry(entry, 'INTENT') && entry.data.symbol === symbol ? [entry.data] : [];
  });
  const intent = intents.at(-1);
  return intent ? orderStory(intent, [...records, ...later]) : null;
}

function controlStory(found: TickRecords, symbol: string): SymbolStory['control'] {
  const data = decisionOf(decidedNow(found, 'control', symbol));
  if (!data) return null;
  const { reason, signal } = data;
  const traded = found.records.some(record => record.type === 'SHADOW' && record.data.symbol === symbol);
  return { reason, action: signal.action, confidence: signal.confidence, traded };
}

import { dataError } from '../../core/errors.ts';
import type { DecisionData } from '../../journal/entry.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';
import { differencesOf, type ReplayDifference } from '../../tick/compare-replay.ts';
import { type ReplayedDecision, replayDecision } from '../../tick/replay.ts';
import { settingsOf } from '../../tick/settings-of.ts';
import type { Adapters } from '../adapters.ts';
import { wholeJournal } from '../read-journal.ts';
import { type FoundDecision, findDecisions } from './find-decisions.ts';
import { recomputedView } from './recomputed-view.ts';

/** Which decisions: by id or number of the record, the newest of the account, or all of both books. */
export type ReplayChoice =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'last' }
  | { readonly kind: 'all' };

export interface Replay {
  readonly seq: number;
  readonly at: string;
  /** As the journal has it. */
  readonly decision: DecisionData;
  /** Whether an order followed, which is then compared as well. */
  readonly ordered: boolean;
  /** Empty when the replay is equal to the last bit. */
  readonly differences: readonly ReplayDifference[];
}

/**
 * Makes decisions again, from the journal and the model file alone, and compares them bit for bit.
 * @throws HiveError (data): NO_DECISION; JOURNAL_DAMAGED; MODEL_GONE, MODEL_DIFFERS or MODEL_INVALID.
 */
export async function tradeReplay(adapters: Adapters, choice: ReplayChoice): Promise<Replay[]> {
  const found = findDecisions(await wholeJournal(adapters), isWanted(choice));
  const wanted = choice.kind === 'all' ? found : found.slice(-1);
  if (wanted.length === 0) throw noDecision(choice);
  const replays: Replay[] = [];
  for (const one of wanted) replays.push(await replay(adapters, one));
  return replays;
}

function isWanted(choice: ReplayChoice): (record: SealedRecord, data: DecisionData) => boolean {
  if (choice.kind === 'all') return () => true;
  if (choice.kind === 'last') return (_, { book }) => book === 'main';
  return ({ seq }, { id }) => id === choice.name || String(seq) === choice.name;
}

async function replay(adapters: Adapters, found: FoundDecision): Promise<Replay> {
  const { seq, at, data, state, marks, intent } = found;
  const settings = settingsOf(found.settings);
  const view = await recomputedView(adapters, settings, found);
  const again = replayDecision({ data, state, settings, marks: marks ?? {} }, view);
  return { seq, at, decision: data, ordered: intent !== null, differences: compare(found, again) };
}

function compare({ data, intent }: FoundDecision, again: ReplayedDecision | string): ReplayDifference[] {
  if (typeof again === 'string')
    return [{ member: 'decision', journal: data.reason, replay: `none: ${again}` }];
  // A run that was killed in between has written the decision and not yet its order.
  const order = intent === null ? [] : differencesOf(intent, again.intent ?? undefined, 'order');
  return [...differencesOf(data, again.decision), ...order];
}

const noDecision = (choice: ReplayChoice) =>
  dataError({
    code: 'NO_DECISION',
    message:
      choice.kind === 'named'
        ? `The journal holds no decision "${choice.name}".`
        : 'The journal holds no decision yet.',
    next: 'See the decisions: hive journal export --types DECISION',
  });

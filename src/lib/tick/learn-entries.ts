import type { AssetClass } from '../core/instrument.ts';
import { type Entry, entry } from '../journal/entry.ts';
import type { ClassLearner } from '../learning/feedback/class-learner.ts';
import { commit } from '../learning/feedback/commit.ts';
import type { SettledData, StanceData, VerdictData } from '../learning/feedback/records.ts';
import { settle } from '../learning/feedback/settle.ts';
import { gateFigures, verdictWhy } from '../learning/feedback/stage.ts';

/** The settlement of an epoch, and the verdict where it moves the candidate to another stage. */
export function settledEntries(learner: ClassLearner, settled: SettledData): Entry[] {
  const after = settle(learner, settled);
  return [entry('SETTLED', settled), ...verdictEntries(learner, after, settled)];
}

/** The stance on an epoch, and the verdict where it begins a new candidate. */
export function stanceEntries(learner: ClassLearner, stance: StanceData): Entry[] {
  const after = commit(learner, stance);
  const isNew = after.generation !== learner.generation;
  return [entry('STANCE', stance), ...(isNew ? [verdictEntry(learner, after, stance)] : [])];
}

type Place = { readonly assetClass: AssetClass; readonly epoch: number };

const verdictEntries = (before: ClassLearner, after: ClassLearner, place: Place): Entry[] =>
  before.stage === after.stage ? [] : [verdictEntry(before, after, place)];

function verdictEntry(
  before: ClassLearner,
  after: ClassLearner,
  { assetClass, epoch }: Place,
): Entry<'VERDICT'> {
  const { lnMoney, lnTiming, lnWanted } = gateFigures(after);
  const data: VerdictData = {
    assetClass,
    epoch,
    candidate: after.candidate ?? '',
    generation: after.generation,
    from: before.stage,
    to: after.stage,
    lnMoney,
    lnTiming,
    lnWanted,
    why: verdictWhy(before, after),
  };
  return entry('VERDICT', data);
}

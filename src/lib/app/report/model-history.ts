import { isoTime } from '../../core/clock.ts';
import type { Step } from '../../drift/steps.ts';
import { type EntryData, isEntry } from '../../journal/entry.ts';
import type { CycleStore } from '../../store/ports.ts';
import type { CycleReport } from '../train/train-cycle.ts';

/** A model of crypto that came into being, or that a person chose. */
export interface ModelEvent {
  readonly atMs: number;
  readonly action: 'trained' | 'refused' | EntryData['OVERRIDE']['action'];
  readonly assetClass: string;
  /** Null for a training that was refused. */
  readonly model: string | null;
  /** Why a person chose it, or why a training was refused; null where there is nothing to say. */
  readonly reason: string | null;
}

/** What training did in a period. */
export interface TrainingFacts {
  readonly cycles: number;
  readonly trainings: number;
  readonly newSamples: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
}

export interface ModelHistory {
  /** Of the period, oldest first. */
  readonly events: readonly ModelEvent[];
  readonly training: TrainingFacts;
  /** Name of the model of crypto that was in use at a moment; null for none. */
  inUse(atMs: number): string | null;
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Dated {
  readonly atMs: number;
  readonly report: CycleReport;
}

/** Trainings by the store's cycles, choices and decisions by the journal's records of the period. */
export function modelHistory(cycles: CycleStore, steps: readonly Step[], span: Span): ModelHistory {
  const known = cyclesOf(cycles, span);
  const own = known.filter(({ atMs }) => atMs >= span.fromMs);
  const trained = known.flatMap(trainedIn);
  const chosen = steps.flatMap(chosenIn);
  const events = [...trained.filter(({ atMs }) => atMs >= span.fromMs), ...chosen];
  const uses = usesOf([...trained, ...chosen], steps);
  return {
    events: events.sort((a, b) => a.atMs - b.atMs),
    training: trainingFacts(own),
    inUse: atMs => uses.findLast(use => use.atMs <= atMs)?.model ?? null,
  };
}

const PAGE = 500;

/** The cycles of a period, and those before it back to the last training, oldest first. */
function cyclesOf(cycles: CycleStore, { fromMs, toMs }: Span): Dated[] {
  const found: Dated[] = [];
  let before: number | undefined;
  for (;;) {
    const page = cycles.last(PAGE, before);
    const read = page
      .filter(({ atMs }) => atMs < toMs)
      .map(({ atMs, document }) => ({ atMs, report: JSON.parse(document) as CycleReport }));
    found.unshift(...read);
    const isEnough = read.some(({ atMs, report }) => atMs < fromMs && report.trained !== null);
    if (isEnough || page.length < PAGE) return found;
    before = page[0]!.number;
  }
}

const trainedIn = ({ atMs, report }: Dated): ModelEvent[] =>
  (report.trained ?? []).map(({ assetClass, model, refused }) => ({
    atMs,
    action: model === null ? 'refused' : 'trained',
    assetClass,
    model,
    reason: refused,
  }));

function chosenIn({ entry }: Step): ModelEvent[] {
  if (!isEntry(entry, 'OVERRIDE')) return [];
  const { action, assetClass, model, reason } = entry.data;
  return [{ atMs: entry.atMs, action, assetClass, model, reason }];
}

interface Use {
  readonly atMs: number;
  readonly model: string;
}

/** A model that a person chose stays until a rollback; what a decision names was in use then. */
function usesOf(events: readonly ModelEvent[], steps: readonly Step[]): Use[] {
  const decided = steps.flatMap(({ entry }): Use[] => {
    if (!isEntry(entry, 'DECISION') || entry.data.book !== 'main' || entry.data.model === null) return [];
    return [{ atMs: entry.data.inputs.atMs, model: entry.data.model.name }];
  });
  const uses: Use[] = [];
  let [newest, isPinned]: [string | null, boolean] = [null, false];
  for (const { atMs, action, assetClass, model } of [...events].sort((a, b) => a.atMs - b.atMs)) {
    if (assetClass !== 'crypto' || model === null) continue;
    if (action === 'trained') newest = model;
    else isPinned = action === 'promote' || model !== newest;
    if (action !== 'trained' || !isPinned) uses.push({ atMs, model });
  }
  return [...uses, ...decided].sort((a, b) => a.atMs - b.atMs);
}

const trainingFacts = (own: readonly Dated[]): TrainingFacts => ({
  cycles: own.length,
  trainings: own.filter(({ report }) => report.trained !== null).length,
  newSamples: own.reduce(
    (sum, { report }) => sum + report.collected.reduce((count, { newSamples }) => count + newSamples, 0),
    0,
  ),
  firstAt: own[0] ? isoTime(own[0].atMs) : null,
  lastAt: own.length > 0 ? isoTime(own.at(-1)!.atMs) : null,
});

import { indexAtOrAfter, sliceSeries } from '../../core/bar-series.ts';
import { isoTime } from '../../core/clock.ts';
import { HiveError } from '../../core/errors.ts';
import { intervalMs } from '../../core/interval.ts';
import { dollars } from '../../core/money.ts';
import { type Entry, entry } from '../../journal/entry.ts';
import type { HiveState } from '../../journal/state.ts';
import type { ClassLearner } from '../../learning/feedback/class-learner.ts';
import { historyLessons } from '../../learning/feedback/history.ts';
import { classLearner, type LearningState } from '../../learning/feedback/learning-state.ts';
import { warmModels } from '../../learning/feedback/policy-mind.ts';
import type { StanceData } from '../../learning/feedback/records.ts';
import { type StanceQuestion, type SymbolSight, takeStance } from '../../learning/feedback/take-stance.ts';
import type { PolicyStage } from '../../learning/policy/exploration.ts';
import { expectedSlippage } from '../../learning/policy/slippage-model.ts';
import { roundTripCost } from '../../learning/round-trip-cost.ts';
import { settledEntries, stanceEntries } from '../../tick/learn-entries.ts';
import type { TickSettings } from '../../tick/settings.ts';
import { pathChoice } from '../learn/decision-path.ts';
import { type EpochView, movesOf, viewEpoch } from '../learn/watcher.ts';
import type { TickPorts } from './ports.ts';

const ASSET_CLASS = 'crypto';

/**
 * Once an epoch: scores what was said of the last one, learns from it, and says what every expert wants of this one.
 * What is journalled is all that was known, so that a killed tick goes on where it was, and a replay learns the same.
 * Trading does not wait for it: what cannot be learned from is left out.
 * @returns what a person should know.
 */
export async function learnEpoch(ports: TickPorts, settings: TickSettings): Promise<string[]> {
  const steps = learn(ports, settings);
  for (;;) {
    const step = await nextOf(steps);
    if (typeof step === 'string') return [step];
    if (step.done) return [];
    // What cannot be written is no trouble of the learner: it ends the tick.
    ports.journal.record(...step.value);
  }
}

/** What is to be journalled next, or why nothing can be. */
async function nextOf(steps: Lessons): Promise<IteratorResult<Entry[], void> | string> {
  try {
    return await steps.next();
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof HiveError)) throw error;
    return `Nothing was learned in this tick: ${error.message}`;
  }
}

type Lessons = AsyncGenerator<Entry[], void, void>;

async function* learn(ports: TickPorts, settings: TickSettings): Lessons {
  const { clock, journal, learner } = ports;
  const nowMs = clock.now();
  const epoch = Math.floor(nowMs / learner.epochMs);
  const latest = () => classLearner(journal.state.learning, ASSET_CLASS);
  const known = latest();
  if (known.until !== null && nowMs < Date.parse(known.until)) return;
  const view = await viewEpoch(learner, { symbols: settings.symbols, epoch, nowMs });
  if (view === null) return;
  if (isCold(known)) yield warmUp(ports, view, known.pending);
  if (known.pending) yield settlePending(ports, known.pending, epoch);
  const stance = takeStance(latest(), questionOf(ports, settings, { epoch, view, learner: latest() }));
  yield stanceEntries(latest(), stance);
}

function settlePending({ journal, learner }: TickPorts, pending: StanceData, epoch: number): Entry[] {
  const settled = {
    assetClass: ASSET_CLASS,
    epoch: pending.epoch,
    gap: epoch * learner.epochMs > Date.parse(pending.until),
    moves: movesOf(learner, pending),
  } as const;
  return settledEntries(classLearner(journal.state.learning, ASSET_CLASS), settled);
}

/** Before the first stance, and again after the policy was forgotten. */
const isCold = ({ policy }: ClassLearner): boolean => !policy.warmed && policy.pooled.seen === 0;

/** It starts from what the stored bars would have taught, but for those of the epoch that is to be settled. */
function warmUp({ learner }: TickPorts, { series }: EpochView, pending: StanceData | null): Entry[] {
  const untilMs = pending === null ? Number.POSITIVE_INFINITY : Date.parse(pending.at);
  const lessons = series.flatMap(bars => {
    const barMs = intervalMs(bars.interval);
    const epochBars = Math.max(1, Math.round(learner.epochMs / barMs));
    const known = sliceSeries(bars, 0, indexAtOrAfter(bars, untilMs - barMs + 1));
    return historyLessons(known, epochBars);
  });
  return [entry('WARMED', { assetClass: ASSET_CLASS, lessons: lessons.length, ...warmModels(lessons) })];
}

interface Setting {
  readonly epoch: number;
  readonly view: EpochView;
  readonly learner: ClassLearner;
}

function questionOf(
  { learner: ports, journal }: TickPorts,
  settings: TickSettings,
  { epoch, view, learner }: Setting,
): StanceQuestion {
  const { models } = view;
  const moment = { epoch, barCloseMs: view.atMs, model: models[0] ?? '' };
  return {
    assetClass: ASSET_CLASS,
    epoch,
    at: isoTime(view.atMs),
    until: isoTime((epoch + 1) * ports.epochMs),
    candidate: ports.candidate,
    models,
    seed: settings.seed,
    sights: view.sights,
    path: shown => pathChoice(settings, moment, shown),
    explores: explorationStage(settings, learner),
    capShare: capShare(settings, journal.state),
    roundTrip: roundTripCost(settings.feeRate, settings.spreadBps),
    costOf: sight => costOf(settings, journal.state.learning, sight),
  };
}

/** Where the gate only informs, trades go on whatever the stage: only less is ever tried out there, as live. */
function explorationStage({ policy, gate }: TickSettings, { stage }: ClassLearner): PolicyStage | null {
  if (policy === 'shadow') return null;
  return gate === 'informs' || stage === 'retired' ? 'live' : stage;
}

/** Fee, expected slippage of an order as large as the cap, and one deviation of it: as fills have taught. */
function costOf(
  { feeRate, spreadBps, limits }: TickSettings,
  { slippage }: LearningState,
  { volume, sigma }: SymbolSight,
): number {
  const size = Math.max(1, dollars(limits.maxOrder));
  const conditions = { spread: spreadBps / 10_000, size, volume, volatility: sigma };
  const { mean, deviation } = expectedSlippage(slippage, conditions);
  return feeRate + mean + deviation;
}

/** The cap for one order as a share of what the account is worth. */
function capShare({ limits }: TickSettings, { books }: HiveState): number {
  const equity = dollars(books.main.equity);
  return equity > 0 ? Math.min(1, dollars(limits.maxOrder) / equity) : 0;
}

import { isoTime } from '../../core/clock.ts';
import { HiveError } from '../../core/errors.ts';
import { classLearner } from '../../learning/feedback/learning-state.ts';
import type { StanceData } from '../../learning/feedback/records.ts';
import { type StanceQuestion, takeStance } from '../../learning/feedback/take-stance.ts';
import { settledEntries, stanceEntries } from '../../tick/learn-entries.ts';
import type { TickSettings } from '../../tick/settings.ts';
import { pathExposure } from '../learn/decision-path.ts';
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
  try {
    await learn(ports, settings);
    return [];
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof HiveError)) throw error;
    return [`Nothing was learned in this tick: ${error.message}`];
  }
}

async function learn(ports: TickPorts, settings: TickSettings): Promise<void> {
  const { clock, journal, learner } = ports;
  const nowMs = clock.now();
  const epoch = Math.floor(nowMs / learner.epochMs);
  const known = classLearner(journal.state.learning, ASSET_CLASS);
  if (known.epoch !== null && known.epoch >= epoch) return;
  const cost = settings.feeRate + settings.spreadBps / 20_000;
  const view = await viewEpoch(learner, { symbols: settings.symbols, epoch, nowMs, cost });
  if (view === null) return;
  if (known.pending) settlePending(ports, known.pending, epoch);
  const latest = classLearner(journal.state.learning, ASSET_CLASS);
  const stance = takeStance(latest, questionOf(ports, settings, { epoch, view }));
  journal.record(...stanceEntries(latest, stance));
}

function settlePending({ journal, learner }: TickPorts, pending: StanceData, epoch: number): void {
  const settled = {
    assetClass: ASSET_CLASS,
    epoch: pending.epoch,
    gap: epoch > pending.epoch + 1,
    moves: movesOf(learner, pending),
  } as const;
  journal.record(...settledEntries(classLearner(journal.state.learning, ASSET_CLASS), settled));
}

function questionOf(
  { learner }: TickPorts,
  settings: TickSettings,
  { epoch, view }: { readonly epoch: number; readonly view: EpochView },
): StanceQuestion {
  const models = Object.keys(learner.models());
  const moment = { epoch, barCloseMs: view.atMs, model: models[0] ?? '' };
  return {
    assetClass: ASSET_CLASS,
    epoch,
    at: isoTime(view.atMs),
    candidate: learner.candidate,
    models,
    seed: settings.seed,
    sights: view.sights,
    path: shown => pathExposure(settings, moment, shown),
  };
}

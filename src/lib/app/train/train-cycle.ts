import { canonicalJson } from '../../core/canonical-json.ts';
import { isoTime } from '../../core/clock.ts';
import { decodeState } from '../../journal/state.ts';
import type { LearningState } from '../../learning/feedback/learning-state.ts';
import { instruments } from '../settings.ts';
import { type Collected, collectSamples } from './collect-samples.ts';
import { type CycleStep, CycleSteps } from './cycle-steps.ts';
import { type Forecast, forecast, type NoForecast } from './forecast.ts';
import type { TrainPorts } from './ports.ts';
import { type ClassTraining, trainClasses, trainingSteps } from './train-classes.ts';

export interface CycleReport {
  readonly cycle: number;
  readonly at: string;
  readonly collected: readonly Collected[];
  /** Null when this cycle did not train. */
  readonly trained: readonly ClassTraining[] | null;
  readonly forecasts: readonly (Forecast | NoForecast)[];
  /** Cycles until the next training. */
  readonly nextTrainingIn: number;
}

export interface CycleOptions {
  readonly forceTrain: boolean;
  /** Called when a step begins, and at the end. */
  readonly onProgress?: (step: CycleStep) => void;
}

/**
 * One unit of work: new closed bars to samples for every symbol; every `trainEvery`-th cycle, and while a
 * class has no model that can be used, training, evaluation and predictions too. A cycle without new
 * bars is a success with zero samples. The caller holds the training lock.
 */
export async function trainCycle(ports: TrainPorts, options: CycleOptions): Promise<CycleReport> {
  const { config, store, clock } = ports;
  const all = instruments(config);
  const cycle = store.cycles.count() + 1;
  const { trainEvery } = config.learning;
  const due = options.forceTrain || cycle % trainEvery === 0 || lacksModel(ports);
  const total = all.length + (due ? trainingSteps(config) : 0) + 1;
  const steps = new CycleSteps(total, step => options.onProgress?.(step));
  const collected: Collected[] = [];
  for (const instrument of all) {
    steps.begin(`Collecting ${instrument.symbol}`);
    collected.push(await collectSamples(ports, instrument));
  }
  // Whoever forces a training wants it made, not found to be the same.
  if (options.forceTrain) ports.trainings.clear();
  const trained = due ? trainClasses(ports, learnedSoFar(ports), steps) : null;
  steps.begin('Writing the results');
  const forecasts = trained ? all.map(instrument => forecast(ports, instrument)) : [];
  const nextTrainingIn = trainEvery - (cycle % trainEvery);
  const report = { cycle, at: isoTime(clock.now()), collected, trained, forecasts, nextTrainingIn };
  keep(ports, report);
  steps.end();
  return report;
}

/** So that the first cycle on stored history already trains, and a damaged model is replaced at once. */
function lacksModel({ config, current }: TrainPorts): boolean {
  return instruments(config).some(({ assetClass }) => current.of(assetClass).kind !== 'model');
}

/** What the journal's checkpoint says was learned; null before the first tick, or where another version wrote it. */
function learnedSoFar({ store }: TrainPorts): LearningState | null {
  const checkpoint = store.checkpoints.load();
  return checkpoint && (decodeState(checkpoint.state)?.learning ?? null);
}

function keep({ store, clock }: TrainPorts, report: CycleReport): void {
  const atMs = clock.now();
  store.transaction(() => {
    store.cycles.append({ atMs, document: canonicalJson(report) });
    const rows = report.forecasts.map(made => ({ symbol: made.symbol, document: canonicalJson(made) }));
    if (rows.length > 0) store.predictions.write(atMs, rows);
  });
}

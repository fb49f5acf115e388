import type { AssetClass, Instrument } from '../../core/instrument.ts';
import { buildMatrix } from '../../features/build-matrix.ts';
import { FEATURE_SET } from '../../features/feature-set.ts';
import { classLearner, type LearningState } from '../../learning/feedback/learning-state.ts';
import { expertShares } from '../../learning/feedback/shares.ts';
import { labelSetId } from '../../learning/label.ts';
import { buildSamples, isMatured, type MaturedSample } from '../../learning/sample.ts';
import { newestRows } from '../../learning/split.ts';
import { trainClass } from '../../learning/train.ts';
import { MEMORY_BARS, newestBars } from '../bars/bar-feed.ts';
import { type Variant, variants } from '../learn/variants.ts';
import { instruments, labelSpec, learningEpochMs, sampleScope } from '../settings.ts';
import type { TrainPorts } from './ports.ts';
import { trainingTry } from './training-try.ts';

/** Model files kept of each expert: the one in use and the one before. */
const KEPT = 2;
/** New samples that make a training worth while: so many, or this share of the window. */
const LEAST_NEW = 20;
const NEW_SHARE = 0.02;
/** An expert that has lost nine tenths of an equal share is trained a quarter as often. */
const FORSAKEN = { share: 0.1, patience: 4 };

/** What became of one expert's training. */
export interface VariantTraining {
  readonly name: string;
  /** Name of the new model; null when none was trained. */
  readonly model: string | null;
  /** Why none was: too little that is new, or a refusal. */
  readonly why: string | null;
}

/**
 * Trains the experts of a class that have something new to learn. How often is up to the bars, the weights and the
 * detector: one that nobody listens to waits longer, and after a change all learn from whatever is new.
 */
export function trainVariants(
  ports: TrainPorts,
  assetClass: AssetClass,
  learning: LearningState | null,
): VariantTraining[] {
  return variants(ports.config, assetClass).map(variant => {
    const samples = samplesOf(ports, assetClass, variant);
    const work = { assetClass, variant, samples };
    const fresh = freshRows(ports, work);
    const wanted = hasTurned(ports, work, learning)
      ? 1
      : Math.max(LEAST_NEW, NEW_SHARE * variant.window) * patience(learning, work);
    if (fresh < wanted)
      return { name: variant.name, model: null, why: `${fresh} new samples of ${Math.ceil(wanted)}` };
    return train(ports, work);
  });
}

interface Work {
  readonly assetClass: AssetClass;
  readonly variant: Variant;
  readonly samples: readonly MaturedSample[];
}

function train(ports: TrainPorts, { assetClass, variant, samples }: Work): VariantTraining {
  const { config, store, models } = ports;
  const { name, learner, settings, window, epochs } = variant;
  const label = labelSpec(config, assetClass, epochs);
  const scope = sampleScope(config, assetClass);
  const result = trainClass(samples, {
    ...{ assetClass, variant: name, learner, settings, window, folds: 0, stepBars: 1 },
    ...{ source: scope.source, interval: scope.interval, labelSet: labelSetId(label) },
    ...{ featureSet: FEATURE_SET, seed: config.seed, horizon: label.horizon, cost: label.cost },
    evenIfItCannotPay: config.learning.evenIfItCannotPay,
  });
  if ('refused' in result) return { name, model: null, why: result.refused.message };
  const { document } = result.trained;
  store.tries.add([trainingTry(ports, { document, samples })]);
  models.write(document.name, document);
  models.makeCurrent(`${assetClass}/${name}`, document.name);
  models.prune(`${assetClass}_${name}`, KEPT);
  return { name, model: document.name, why: null };
}

/** Newest matured samples with the expert's own labels, oldest first; features that it may not see are all 0. */
function samplesOf(
  ports: TrainPorts,
  assetClass: AssetClass,
  { window, hidden, epochs }: Variant,
): MaturedSample[] {
  const own = instruments(ports.config).filter(instrument => instrument.assetClass === assetClass);
  const rows =
    epochs === 1
      ? stored(ports, assetClass, window)
      : own.flatMap(one => made(ports, one, { window, epochs }));
  const sorted = rows.toSorted((a, b) => a.atMs - b.atMs || (a.symbol < b.symbol ? -1 : 1));
  const newest = newestRows(sorted, window);
  if (hidden.length === 0) return newest;
  return newest.map(row => ({
    ...row,
    features: row.features.map((value, i) => (hidden.includes(i) ? 0 : value)),
  }));
}

const stored = ({ config, store }: TrainPorts, assetClass: AssetClass, window: number): MaturedSample[] =>
  store.samples.newestMatured(sampleScope(config, assetClass), assetClass, window).filter(isMatured);

/** Samples of another horizon are made from the bars when they are needed: the store keeps those of one. */
function made(
  { config, clock, store, feeds }: TrainPorts,
  instrument: Instrument,
  { window, epochs }: Pick<Variant, 'window' | 'epochs'>,
): MaturedSample[] {
  const { assetClass } = instrument;
  const label = labelSpec(config, assetClass, epochs);
  const count = window + label.horizon + MEMORY_BARS;
  const options = { store: store.bars, clock, interval: config.market.interval, count };
  const series = newestBars(feeds[assetClass], instrument, options);
  const fromBar = Math.max(0, series.length - window - label.horizon);
  return buildSamples(series, buildMatrix(series), { assetClass, label, fromBar }).filter(isMatured);
}

/** Samples that are newer than what the expert last learned from; all of them while it has no model. */
function freshRows({ current }: TrainPorts, { assetClass, variant, samples }: Work): number {
  const found = current.of(`${assetClass}/${variant.name}`);
  if (found.kind !== 'model') return Number.POSITIVE_INFINITY;
  const learnedMs = Date.parse(found.model.document.trainedTo);
  return samples.filter(({ atMs }) => atMs > learnedMs).length;
}

/** Whether the detector has seen the market change since the expert last learned: then anything new will do. */
function hasTurned(
  { config, current }: TrainPorts,
  { assetClass, variant }: Omit<Work, 'samples'>,
  learning: LearningState | null,
): boolean {
  const found = current.of(`${assetClass}/${variant.name}`);
  const reset = learning && classLearner(learning, assetClass).policy.lastReset;
  if (found.kind !== 'model' || reset === null) return false;
  return (reset + 1) * learningEpochMs(config) > Date.parse(found.model.document.trainedTo);
}

function patience(learning: LearningState | null, { assetClass, variant }: Omit<Work, 'samples'>): number {
  const shares = learning === null ? [] : expertShares(classLearner(learning, assetClass));
  const own = shares.find(({ id }) => id === variant.name);
  return own && own.weight < FORSAKEN.share / shares.length ? FORSAKEN.patience : 1;
}

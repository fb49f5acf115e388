import { z } from 'zod';
import { isoTime } from '../../core/clock.ts';
import type { AssetClass } from '../../core/instrument.ts';
import { FEATURE_SET } from '../../features/feature-set.ts';
import { kolmogorovSmirnov } from '../../performance/kolmogorov-smirnov.ts';
import { type PopulationStability, populationStability } from '../../performance/population-stability.ts';
import type { StoredSample } from '../../store/ports.ts';
import type { Reading } from '../reading.ts';
import { type DRIFT_VERDICTS, schema } from '../schemas/training-drift.ts';
import { sampleScope, usedClasses } from '../settings.ts';
import { endpoint } from './endpoint.ts';

/** Newest samples that are held against those trained on, and the part of the window that they are at most. */
const CURRENT_ROWS = 100;
const CURRENT_PART = 4;
/** Indices from which on a feature counts as shifting, and as drifted. @see populationStability */
const SHIFTING = 0.1;
const DRIFTED = 0.25;

export const trainingDrift = endpoint({
  path: '/api/training/drift',
  schema: 'training-drift',
  summary: 'How far the newest samples lie from those that the model in use was trained on.',
  command: null,
  query: z.strictObject({}),
  data: schema,
  read: async home => {
    const classes = usedClasses(home.config);
    return { classes: await Promise.all(classes.map(assetClass => driftOf(home, assetClass))) };
  },
});

type Samples = readonly StoredSample[];

async function driftOf(home: Reading, assetClass: AssetClass) {
  const { samples } = await home.storeToRead();
  const limit = Math.min(CURRENT_ROWS, Math.floor(home.config.learning.window / CURRENT_PART));
  const current = samples.newestAny(sampleScope(home.config, assetClass), assetClass, limit);
  const reference = await trainedOn(home, assetClass);
  return {
    assetClass,
    reference: windowOf(reference),
    current: windowOf(current),
    features: FEATURE_SET.names.map((feature, f) =>
      featureDrift(feature, { reference: column(reference, f), current: column(current, f) }),
    ),
  };
}

/** The window of the model in use, as the store has it. */
async function trainedOn(home: Reading, assetClass: AssetClass): Promise<Samples> {
  const found = (await home.currentModels()).of(assetClass);
  if (found.kind !== 'model') return [];
  const { source, interval, labelSet, featureSet, trainedFrom, trainedTo } = found.model.document;
  const scope = { source, interval, labelSet, featureSet: featureSet.id };
  const span = { fromMs: Date.parse(trainedFrom), toMs: Date.parse(trainedTo) };
  return (await home.storeToRead()).samples.maturedBetween(scope, assetClass, span);
}

function windowOf(samples: Samples) {
  const [first, last] = [samples[0], samples.at(-1)];
  return {
    rows: samples.length,
    from: first ? isoTime(first.atMs) : null,
    to: last ? isoTime(last.atMs) : null,
  };
}

const column = (samples: Samples, feature: number): Float64Array =>
  Float64Array.from(samples, ({ features }) => features[feature]!);

interface Columns {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

function featureDrift(feature: string, { reference, current }: Columns) {
  const stability = populationStability(reference, current);
  return {
    feature,
    psi: stability.index,
    ks: kolmogorovSmirnov(reference, current),
    verdict: verdictOf(stability),
    reference: [...stability.reference],
    current: [...stability.current],
  };
}

/** Between stable and what chance does not explain it cannot be told: few samples scatter by themselves. */
export function verdictOf({
  index,
  byChance,
}: Pick<PopulationStability, 'index' | 'byChance'>): (typeof DRIFT_VERDICTS)[number] {
  if (index === null || byChance === null) return 'unknown';
  if (index < SHIFTING) return 'stable';
  if (index < byChance) return 'unknown';
  return index < DRIFTED ? 'shifting' : 'drifted';
}

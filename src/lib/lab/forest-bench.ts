import { DAY_MS } from '../core/interval.ts';
import { buildMatrix } from '../features/build-matrix.ts';
import { forestLearner } from '../learning/forest/learner.ts';
import type { ForestSettings } from '../learning/learner.ts';
import type { PipelineOptions } from '../learning/pipeline.ts';
import { buildSamples, isMatured, type MaturedSample } from '../learning/sample.ts';
import { barsOf } from './markets/bars.ts';
import type { Path } from './markets/path.ts';

/** Shape of the forest that HIVE trades with by default. */
export const FOREST: ForestSettings = { trees: 100, bins: 64, mtry: 6, minLeaf: 15, maxDepth: 3 };

/** The default recipe for labels of `horizon` ticks. */
export const forestPipeline = (seed: number, horizon: number): PipelineOptions => ({
  learner: forestLearner,
  settings: FOREST,
  seed,
  horizon,
});

/** Matured samples of a path: the eight features, and whether the price is higher `horizon` ticks later. */
export function fixedSamples(path: Path, horizon: number, volumes?: Float64Array): MaturedSample[] {
  const bars = barsOf(path, volumes);
  const label = { kind: 'fixed', horizon, width: 1, cost: 0, entry: 'close' } as const;
  return buildSamples(bars, buildMatrix(bars), { assetClass: 'crypto', label }).filter(isMatured);
}

/** A sample of given features whose label is known one tick later. */
export function sampleOf(features: Float64Array, y: number, tick: number): MaturedSample {
  const label = { y: y === 1 ? 1 : 0, netReturn: y === 1 ? 0.01 : -0.01, barrier: 'time' } as const;
  return {
    symbol: 'LAB',
    assetClass: 'crypto',
    atMs: tick * DAY_MS,
    features,
    label: { ...label, resolvedMs: (tick + 1) * DAY_MS },
  };
}

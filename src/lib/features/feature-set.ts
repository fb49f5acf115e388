import { canonicalJson } from '../core/canonical-json.ts';
import { sha256 } from '../core/hash.ts';
import type { FeatureKernel } from './kernel.ts';
import { barChange } from './kernels/bar-change.ts';
import { logVolume } from './kernels/log-volume.ts';
import { momentum } from './kernels/momentum.ts';
import { rsi } from './kernels/rsi.ts';
import { sentiment } from './kernels/sentiment.ts';
import { smaRatio } from './kernels/sma-ratio.ts';
import { volatility } from './kernels/volatility.ts';

export interface FeatureSet {
  /** Name and version. Any change of a definition or of the order needs a new version. */
  readonly id: string;
  readonly kernels: readonly FeatureKernel[];
  /** Names in column order. */
  readonly names: readonly string[];
  /** First index at which every feature can have a value: the largest warm-up of its kernels. */
  readonly warmUpBars: number;
  /** SHA-256 of the id and the names, hex. Samples and models carry it so that columns never get mixed up. */
  readonly hash: string;
}

function featureSet(id: string, kernels: readonly FeatureKernel[]): FeatureSet {
  const names = kernels.map(kernel => kernel.name);
  const warmUpBars = Math.max(...kernels.map(kernel => kernel.warmUpBars));
  return { id, kernels, names, warmUpBars, hash: sha256(canonicalJson({ id, names })) };
}

/** The eight inputs of every model. `warmUpBars` is 59: the log volume reads 60 bars. */
export const FEATURE_SET: FeatureSet = featureSet('hive-8/1', [
  smaRatio(10),
  smaRatio(20),
  rsi(14),
  volatility(20),
  momentum(5),
  sentiment({ mean: 5, volatility: 20 }),
  logVolume(60),
  barChange(),
]);

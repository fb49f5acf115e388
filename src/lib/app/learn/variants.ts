import type { Config } from '../../config/schema.ts';
import type { AssetClass } from '../../core/instrument.ts';
import { FEATURE_SET } from '../../features/feature-set.ts';
import { forestLearner } from '../../learning/forest/learner.ts';
import type { ForestSettings, Learner } from '../../learning/learner.ts';
import { logisticLearner } from '../../learning/logistic/learner.ts';

/** Another way to learn from the same bars: an expert beside the model in use. */
export interface Variant {
  readonly name: string;
  readonly learner: Learner;
  /** Newest samples to train on. */
  readonly window: number;
  readonly settings: ForestSettings;
  /** Places of the features it may not see. */
  readonly hidden: readonly number[];
  /** Epochs that its bets last. */
  readonly epochs: number;
}

const SHORT = 250;
const LONG = 2_000;
/** Trees that may tell more apart, and so learn more of what is luck. */
const DEEP = { maxDepth: 6, minLeaf: 10, mtry: 3 };

/** Features of where the price stands to its past, without volatility and volume. */
const TREND = ['sma10', 'sma20', 'momentum5', 'change'];

/** The class that is traded: the others are predicted, and have nobody to weigh experts. */
const TRADED: AssetClass = 'crypto';

/** What is trained beside the model in use; nothing where the owner wants none, or has another learner. */
export function variants({ learning }: Config, assetClass: AssetClass = TRADED): Variant[] {
  if (assetClass !== TRADED || !learning.experts || learning.learner !== 'forest') return [];
  const settings = learning.forest;
  const base = { learner: forestLearner, window: learning.window, settings, hidden: [], epochs: 1 };
  return [
    { ...base, name: 'forest-short', window: SHORT },
    { ...base, name: 'forest-long', window: LONG },
    { ...base, name: 'forest-deep', settings: { ...settings, ...DEEP } },
    { ...base, name: 'forest-trend', hidden: hiddenBut(TREND) },
    { ...base, name: 'forest-week', epochs: 5 },
    { ...base, name: 'logistic', learner: logisticLearner },
  ];
}

export const variantNames = (config: Config): string[] => variants(config).map(({ name }) => name);

const hiddenBut = (seen: readonly string[]): number[] =>
  FEATURE_SET.names.flatMap((name, at) => (seen.includes(name) ? [] : [at]));

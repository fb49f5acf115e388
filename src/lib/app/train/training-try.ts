import { canonicalJson } from '../../core/canonical-json.ts';
import { DAY_MS } from '../../core/interval.ts';
import type { ModelDocument } from '../../learning/model-schema.ts';
import type { MaturedSample } from '../../learning/sample.ts';
import type { Try } from '../../store/tries.ts';
import { tryMarket } from '../try-market.ts';
import type { TrainPorts } from './ports.ts';

interface Training {
  readonly document: ModelDocument;
  /** All that were given to the training, those that only its evaluation saw too; oldest first, not empty. */
  readonly samples: readonly MaturedSample[];
}

/** The try that a training is: a model looked at these bars, whatever will come of it. */
export function trainingTry(
  { config, clock }: Pick<TrainPorts, 'config' | 'clock'>,
  training: Training,
): Try {
  const { document, samples } = training;
  const { hash, source, interval, learner, settings, seed, labelSet, featureSet } = document;
  const [fromMs, toMs] = [samples[0]!.atMs, samples.at(-1)!.atMs];
  return {
    fingerprint: hash,
    kind: 'training',
    atMs: clock.now(),
    market: tryMarket(source),
    symbols: [...new Set(samples.map(({ symbol }) => symbol))],
    interval,
    fromMs,
    toMs,
    strategy: 'forest',
    params: canonicalJson({
      ...{ learner, settings, seed, labelSet },
      ...{ featureSet: featureSet.id, window: config.learning.window },
    }),
    sharpe: null,
    days: (toMs - fromMs) / DAY_MS,
  };
}

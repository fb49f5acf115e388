import type { Config } from '../../config/schema.ts';
import { sliceSeries } from '../../core/bar-series.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import { sha256 } from '../../core/hash.ts';
import { intervalMs } from '../../core/interval.ts';
import type { Store } from '../../store/ports.ts';
import type { Adapters } from '../adapters.ts';
import type { TickBars } from '../bars/tick-bars.ts';
import type { CurrentModel } from '../current-model.ts';
import { learningEpochMs, marketOf, maxModelAgeMs, sampleScope } from '../settings.ts';
import { modelTrouble } from '../tick/forest-strategy.ts';
import { variantNames } from './variants.ts';
import type { LearnerPorts } from './watcher.ts';

const ASSET_CLASS = 'crypto';

/** What learning needs of the world, as this home is configured. */
export async function learnerPorts(
  adapters: Adapters,
  { store, bars }: { readonly store: Store; readonly bars: TickBars },
): Promise<LearnerPorts> {
  const { config, clock } = adapters;
  const current = await adapters.currentModels();
  const { interval } = config.market;
  const usable = (found: CurrentModel) =>
    modelTrouble(found, clock.now(), maxModelAgeMs(config)) === null && found.kind === 'model'
      ? found.model
      : null;
  return {
    epochMs: learningEpochMs(config),
    candidate: candidateOf(config),
    models: () => ({
      forest: usable(current.of(ASSET_CLASS)),
      ...Object.fromEntries(
        variantNames(config).map(name => [name, usable(current.of(`${ASSET_CLASS}/${name}`))] as const),
      ),
    }),
    bars,
    barsSince(symbol, fromMs) {
      const step = intervalMs(interval);
      const key = { source: marketOf(config, ASSET_CLASS), symbol, interval };
      return sliceSeries(store.bars.load(key, { fromMs: fromMs - step, toMs: fromMs }), 0, 1);
    },
  };
}

/** Who is being tried: the strategy, and everything that its trainings and its rule are made of. */
export function candidateOf(config: Config): string {
  const { learning, signal, trading, market } = config;
  const pipeline = {
    scope: sampleScope(config, ASSET_CLASS),
    learner: learning.learner,
    window: learning.window,
    trainEvery: learning.trainEvery,
    forest: learning.forest,
    policy: learning.policy,
    variants: variantNames(config),
    symbols: trading.symbols,
    pool: market.crypto.symbols,
    signal,
  };
  return `${trading.strategy}-${sha256(canonicalJson(pipeline)).slice(0, 8)}`;
}

import type { Config } from '../../config/schema.ts';
import { HOUR_MS } from '../../core/interval.ts';
import { numberParam } from '../../trading/strategies/number-params.ts';
import type { ParamSpecs, Params } from '../../trading/strategies/rule-strategy.ts';
import { maxModelAgeMs } from '../settings.ts';

const HOURS_A_DAY = 24;

const whole = (byDefault: number, [min, max]: readonly [number, number], summary: string) => ({
  kind: 'integer' as const,
  default: byDefault,
  min,
  max,
  summary,
});

/** What a walk-forward of the forest can be tried with; each default is what live training uses. */
export function forestParams(config: Config): ParamSpecs {
  const { window, forest } = config.learning;
  // A model that is too old says nothing, so retraining later than that only makes silence.
  const maxHours = Math.max(1, Math.floor(maxModelAgeMs(config) / HOUR_MS));
  return {
    window: whole(window, [60, 20_000], 'newest samples whose bets have ended to train on'),
    trees: whole(forest.trees, [1, 2_000], 'trees in a forest'),
    retrain: whole(Math.min(HOURS_A_DAY, maxHours), [1, maxHours], 'hours between two trainings'),
    bins: whole(forest.bins, [2, 256], 'bins that the values of a feature are sorted into'),
    mtry: whole(forest.mtry, [1, 8], 'features drawn per split'),
    minLeaf: whole(forest.minLeaf, [1, 1_000], 'least samples in a leaf'),
    maxDepth: whole(forest.maxDepth, [1, 30], 'most splits from root to leaf'),
  };
}

/** The configuration with the values of parameters in the place of its own. */
export function withForestParams(config: Config, params: Params): Config {
  const number = (name: string) => numberParam(params, name);
  const forest = {
    trees: number('trees'),
    bins: number('bins'),
    mtry: number('mtry'),
    minLeaf: number('minLeaf'),
    maxDepth: number('maxDepth'),
  };
  return { ...config, learning: { ...config.learning, window: number('window'), forest } };
}

export const retrainMs = (params: Params): number => numberParam(params, 'retrain') * HOUR_MS;

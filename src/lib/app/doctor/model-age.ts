import { DAY_MS } from '../../core/interval.ts';
import { maxModelAgeMs } from '../settings.ts';
import { modelTrouble } from '../tick/forest-strategy.ts';
import { type Check, ok, problem, skipped, warning } from './check.ts';

const TRAIN = 'Train a new one: hive train cycle --force-train';

export const modelAge: Check = {
  id: 'model-age',
  title: 'Model',
  asksBroker: false,
  async look({ adapters }) {
    const { config, clock } = adapters;
    if (config.trading.strategy === 'control') return skipped('not needed: no model trades');
    const current = (await adapters.currentModels()).of('crypto');
    if (current.kind === 'none')
      return warning('there is no model of crypto yet', 'Make one: hive train cycle');
    if (current.kind === 'invalid') return problem(current.error.message, TRAIN);
    const { name, trainedTo } = current.model.document;
    const nowMs = clock.now();
    const days = Math.floor((nowMs - Date.parse(trainedTo)) / DAY_MS);
    const seen = `${name}, trained on bars up to ${days} days ago`;
    return modelTrouble(current, nowMs, maxModelAgeMs(config)) === null
      ? ok(seen)
      : warning(`${seen}; ${config.learning.maxModelAge} are allowed`, TRAIN);
  },
};

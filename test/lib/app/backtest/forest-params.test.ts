import assert from 'node:assert/strict';
import { forestParams, retrainMs, withForestParams } from '../../../../src/lib/app/backtest/forest-params.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { DAY_MS, HOUR_MS } from '../../../../src/lib/core/interval.ts';
import { parseParams } from '../../../../src/lib/trading/strategies/params.ts';
import { hiveError } from '../../../support/hive-error.ts';

const config = configSchema.parse({ learning: { window: 321, forest: { trees: 77 } } });
const parse = (given: readonly string[], of = config) =>
  parseParams({ id: 'forest', params: forestParams(of) }, given);

describe('forestParams', () => {
  it('default to the configuration, and to a training a day', () => {
    const params = parse([]);
    assert.deepEqual(withForestParams(config, params), config);
    assert.equal(retrainMs(params), DAY_MS);
  });

  it('allow what the configuration allows', () => {
    for (const [name, spec] of Object.entries(forestParams(config))) {
      if (name === 'retrain' || spec.kind !== 'integer') continue;
      const accepts = (value: number) =>
        configSchema.safeParse({
          learning: name === 'window' ? { window: value } : { forest: { [name]: value } },
        }).success;
      assert.deepEqual(
        [spec.min - 1, spec.min, spec.max, spec.max + 1].map(accepts),
        [false, true, true, false],
        name,
      );
    }
  });

  it('replace values of the configuration', () => {
    const { learning } = withForestParams(config, parse(['window=100', 'maxDepth=5', 'retrain=6']));
    assert.deepEqual([learning.window, learning.forest.maxDepth, learning.forest.trees], [100, 5, 77]);
    assert.equal(retrainMs(parse(['retrain=6'])), 6 * HOUR_MS);
  });

  it('do not let a model grow older than one that may be used', () => {
    const short = configSchema.parse({ learning: { maxModelAge: '12h' } });
    assert.equal(retrainMs(parse([], short)), 12 * HOUR_MS);
    assert.throws(() => parse(['retrain=13'], short), hiveError('BAD_PARAM', /1 to 12/));
    assert.throws(() => parse(['retrain=721']), hiveError('BAD_PARAM', /1 to 720/));
  });
});

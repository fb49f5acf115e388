import assert from 'node:assert/strict';
import { compareResults } from '../../../../src/lib/app/backtest/compare.ts';
import { schema } from '../../../../src/lib/app/schemas/backtest-compare.ts';
import { sampleBacktest } from '../../../support/backtest-output.ts';

const first = sampleBacktest().output;

describe('the comparison of two backtests', () => {
  it('of one with itself finds nothing', () => {
    const comparison = compareResults(first, first);
    assert.deepEqual(schema.parse(comparison), comparison);
    assert.deepEqual(comparison.settings, []);
    assert.ok(comparison.same_bars);
    assert.ok(comparison.figures.every(({ change }) => change === 0 || change === null));
  });

  it('names the settings that differ and the change of each figure', () => {
    const second = {
      ...first,
      id: 'other',
      params: { ...first.params, extra: 7 },
      execution: { ...first.execution, fee_rate: 0.5 },
      sharpe: null,
      total_trades: first.total_trades + 3,
    };
    const { settings, figures } = compareResults(first, second);
    assert.deepEqual(settings, [
      { name: 'fee_rate', first: first.execution.fee_rate, second: 0.5 },
      { name: 'param extra', first: null, second: 7 },
    ]);
    const figure = (name: string) => figures.find(each => each.name === name);
    assert.equal(figure('total_trades')?.change, 3);
    assert.equal(figure('sharpe')?.change, null);
  });
});

import assert from 'node:assert/strict';
import { HiveError } from '../../../../../src/lib/core/errors.ts';
import { RULE_STRATEGIES, ruleStrategy } from '../../../../../src/lib/trading/strategies/rules/index.ts';

const refused = (name: string): HiveError => {
  try {
    ruleStrategy(name, ['forest', 'control']);
  } catch (error) {
    if (error instanceof HiveError) return error;
  }
  throw new Error(`"${name}" was not refused`);
};

describe('ruleStrategy', () => {
  it('finds each rule by its name', () => {
    assert.deepEqual(
      RULE_STRATEGIES.map(strategy => ruleStrategy(strategy.id)),
      RULE_STRATEGIES,
    );
  });

  it('lists what there is and what may have been meant', () => {
    const error = refused('sma-cros');
    assert.equal(error.kind, 'usage');
    assert.equal(
      error.message,
      'There is no strategy "sma-cros"; there are forest, control, sma-cross, rsi-reversion, macd, bollinger, ' +
        'breakout, momentum, buy-and-hold.',
    );
    assert.equal(error.next, 'Did you mean "sma-cross"?');
    assert.equal(refused('forst').next, 'Did you mean "forest"?');
    assert.match(refused('my-own').next, /--strategy \.\/mine\.ts/);
  });
});

import assert from 'node:assert/strict';
import { ruleTrack } from '../../../../../src/lib/trading/strategies/make-track.ts';
import { buyAndHold } from '../../../../../src/lib/trading/strategies/rules/buy-and-hold.ts';
import { ruleContract } from '../../../../contracts/rule-strategy.ts';
import { randomSeries } from '../../../../support/random-series.ts';

ruleContract({ strategy: buyAndHold, params: {} });

describe('buy-and-hold', () => {
  it('says BUY at every bar, so that the first one that may trade buys', () => {
    const track = ruleTrack(buyAndHold, {}, randomSeries(50, 1));
    assert.ok(track.codes.every(code => code === 1));
    assert.equal(track.tagOf(0), 'hold');
  });
});

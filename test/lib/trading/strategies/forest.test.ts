import assert from 'node:assert/strict';
import { forestSignal } from '../../../../src/lib/trading/strategies/forest.ts';

const signalAt = (probabilityUp: number) =>
  forestSignal({ symbol: 'BTC/USD', probabilityUp, barCloseMs: 86_400_000 });

describe('forestSignal', () => {
  it('says BUY with the probability itself from one half on', () => {
    assert.deepEqual(signalAt(0.731), {
      symbol: 'BTC/USD',
      action: 'BUY',
      confidence: 0.731,
      probabilityUp: 0.731,
      barCloseMs: 86_400_000,
    });
    assert.equal(signalAt(0.5).action, 'BUY');
  });

  it('says SELL with the complement below one half', () => {
    const { action, confidence, probabilityUp } = signalAt(0.25);
    assert.deepEqual([action, confidence, probabilityUp], ['SELL', 0.75, 0.25]);
  });

  it('says BUY from where the bet is worth making, when that is known', () => {
    const at = (probabilityUp: number) =>
      forestSignal({ symbol: 'BTC/USD', probabilityUp, barCloseMs: 86_400_000, worthwhile: 0.45 });
    assert.deepEqual([at(0.46).action, at(0.46).confidence], ['BUY', 0.46]);
    assert.equal(at(0.44).action, 'SELL');
  });

  it('has no confidence in a probability that is not a number', () => {
    assert.equal(signalAt(Number.NaN).confidence > 0, false);
  });
});

import assert from 'node:assert/strict';
import technicalIndicators from 'technicalindicators';
import { ruleTrack } from '../../../../../src/lib/trading/strategies/make-track.ts';
import { rsiReversion } from '../../../../../src/lib/trading/strategies/rules/rsi-reversion.ts';
import { ruleContract } from '../../../../contracts/rule-strategy.ts';
import { randomSeries } from '../../../../support/random-series.ts';
import { seriesOfCloses } from '../../../../support/walks.ts';

ruleContract({ strategy: rsiReversion, params: { length: 3, low: 30, high: 70 } });

describe('rsi-reversion', () => {
  it('acts at the bar that crosses a level, by hand: RSI over two bars', () => {
    // Changes +1 +1 | -4 -1 +8 0: seed gain 1, loss 0 (100); ½, 2 (20); ¼, 1½ (14.3); 4⅛, ¾ (84.6); 2 1/16, ⅜ (84.6).
    const track = ruleTrack(
      rsiReversion,
      { length: 2, low: 30, high: 70 },
      seriesOfCloses([10, 11, 12, 8, 7, 15, 15]),
    );
    assert.deepEqual([...track.codes], [0, 0, 0, 1, 0, -1, 0]);
    assert.deepEqual([track.tagOf(3), track.tagOf(5)], ['rsi below 30', 'rsi above 70']);
  });

  it('acts where the RSI of technicalindicators crosses, but for its two decimals', () => {
    const series = randomSeries(3000, 9);
    const theirs = technicalIndicators.RSI.calculate({ period: 14, values: Array.from(series.close) });
    const { codes } = ruleTrack(rsiReversion, { length: 14, low: 30, high: 70 }, series);
    let compared = 0;
    for (let i = 1; i < theirs.length; i++) {
      const [before, now] = [theirs[i - 1]!, theirs[i]!];
      if ([before, now].some(rsi => Math.abs(rsi - 30) < 0.006 || Math.abs(rsi - 70) < 0.006)) continue;
      const wanted = before >= 30 && now < 30 ? 1 : before <= 70 && now > 70 ? -1 : 0;
      assert.equal(codes[14 + i], wanted, `bar ${14 + i}`);
      compared += Math.abs(wanted);
    }
    assert.ok(compared > 50, `${compared} signals`);
  });

  it('does nothing while the price stands still', () => {
    const track = ruleTrack(
      rsiReversion,
      { length: 2, low: 30, high: 70 },
      seriesOfCloses([5, 5, 5, 5, 5, 5, 4, 4]),
    );
    // The first RSI, 0 at the fall, has no bar before it to cross from.
    assert.deepEqual([...track.codes], [0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('wants the low level below the high one', () => {
    assert.equal(rsiReversion.check?.({ length: 14, low: 70, high: 70 }), 'low (70) must be below high (70)');
  });
});

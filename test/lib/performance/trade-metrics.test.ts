import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expectancy } from '../../../src/lib/performance/expectancy.ts';
import { expectancyRatio } from '../../../src/lib/performance/expectancy-ratio.ts';
import { exposure } from '../../../src/lib/performance/exposure.ts';
import { kelly } from '../../../src/lib/performance/kelly.ts';
import { marketChange } from '../../../src/lib/performance/market-change.ts';
import { mean } from '../../../src/lib/performance/mean.ts';
import { outcomes } from '../../../src/lib/performance/outcomes.ts';
import { profitFactor } from '../../../src/lib/performance/profit-factor.ts';
import { median, quantile } from '../../../src/lib/performance/quantile.ts';
import { sqn } from '../../../src/lib/performance/sqn.ts';
import { longestStreaks } from '../../../src/lib/performance/streaks.ts';
import { winRate } from '../../../src/lib/performance/win-rate.ts';
import { assertClose } from '../../support/approx.ts';

const MIXED = [10, -5, 0, 20, -10, 5];

describe('metrics of trades', () => {
  it('agree with a calculation by hand', () => {
    const found = outcomes(MIXED);
    assert.deepEqual(found, { wins: 3, draws: 1, losses: 2, grossProfit: 35, grossLoss: 15 });
    assert.equal(winRate(found), 1 / 2);
    assert.equal(profitFactor(found), 35 / 15);
    // Mean win 35/3, mean loss 7.5.
    assertClose([expectancy(found)!], [20 / 6]);
    assertClose([expectancyRatio(found)!], [(1 + 35 / 22.5) / 2 - 1]);
    assertClose([kelly(found)!], [1 / 2 - 1 / 2 / (35 / 22.5)]);
  });

  it('take the sample deviation for the system quality number', () => {
    // Mean 1/2, squared distances 1/4 1 9/4 9/4 0 1 1 1/4 sum to 8: √8 × (1/2) / √(8/7).
    assertClose([sqn([1, -0.5, 2, -1, 0.5, 1.5, -0.5, 1])!], [Math.sqrt(7) / 2]);
    assert.equal(sqn([3]), null);
    assert.equal(sqn([3, 3, 3]), null);
  });

  it('are undefined without losses, and without trades', () => {
    const winning = outcomes([1, 2]);
    assert.deepEqual([profitFactor(winning), expectancyRatio(winning), kelly(winning)], [null, null, null]);
    const none = outcomes([]);
    assert.deepEqual(
      [winRate(none), expectancy(none), profitFactor(none), kelly(none)],
      [null, null, null, null],
    );
  });

  it('say that nothing but losses earns nothing', () => {
    const losing = outcomes([-1, -2]);
    assert.deepEqual(
      [profitFactor(losing), expectancy(losing), expectancyRatio(losing), kelly(losing)],
      [0, -1.5, -1, null],
    );
  });

  it('have an expectancy that is the mean profit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9_999, max: 9_999 }), { minLength: 1 }), profits => {
        assertClose([expectancy(outcomes(profits))!], [mean(profits)!]);
      }),
    );
  });
});

describe('longestStreaks', () => {
  it('counts wins and losses in a row, and a draw ends both', () => {
    assert.deepEqual(longestStreaks([1, 1, -1, 0, -1, -1, 2, 0, 1, 1, 1]), { wins: 3, losses: 2 });
    assert.deepEqual(longestStreaks([]), { wins: 0, losses: 0 });
  });
});

describe('quantile', () => {
  it('is linear between neighbours', () => {
    // R: quantile(c(1, 2, 4, 8), c(0, .1, .5, .975, 1)).
    const found = [0, 0.1, 0.5, 0.975, 1].map(at => quantile([1, 2, 4, 8], at)!);
    assertClose(found, [1, 1.3, 3, 7.7, 8]);
    assert.equal(quantile([], 0.5), null);
  });

  it('has the median as its middle', () => {
    assert.deepEqual([median([3, 1, 2]), median([4, 1, 3, 2]), median([])], [2, 2.5, null]);
  });
});

describe('marketChange and exposure', () => {
  it('are the mean of the changes and the share of the bars', () => {
    assertClose(
      [
        marketChange([
          { first: 100, last: 150 },
          { first: 10, last: 9 },
        ])!,
      ],
      [0.2],
    );
    assert.equal(marketChange([]), null);
    assert.deepEqual([exposure(3, 12), exposure(0, 0)], [0.25, 0]);
  });
});

import assert from 'node:assert/strict';
import {
  breakEvenOf,
  breakEvenProbability,
  symmetricBreakEven,
} from '../../../src/lib/learning/break-even.ts';
import type { Label } from '../../../src/lib/learning/label.ts';
import { roundTripCost } from '../../../src/lib/learning/round-trip-cost.ts';
import { assertClose } from '../../support/approx.ts';

const bet = (netReturn: number): Label => ({
  y: netReturn > 0 ? 1 : 0,
  netReturn,
  resolvedMs: 0,
  barrier: 'time',
});

describe('breakEvenProbability', () => {
  it('is (L + c) / (G + L)', () => {
    assertClose(
      [
        breakEvenProbability({ win: 0.03, loss: 0.03, cost: 0.005 }),
        breakEvenProbability({ win: 0.03, loss: 0.02, cost: 0.005 }),
        breakEvenProbability({ win: 0.06, loss: 0.06, cost: 0.005 }),
      ],
      [0.5833333333, 0.5, 0.5416666667],
      1e-9,
    );
  });
});

describe('symmetricBreakEven', () => {
  it('is 94 % for an hour of bitcoin at a 50 bp round trip', () => {
    // 1/2 + .005 / (2 x .0057): mean hourly move .57 % (BTC 2017-2019).
    assertClose([symmetricBreakEven(0.0057, 0.005)], [0.94], 2e-3);
  });

  it('is above 1 where no accuracy can pay', () => {
    assert.ok(symmetricBreakEven(0.001, 0.005) > 1);
  });
});

describe('breakEvenOf', () => {
  it('is the hit rate at which these very wins and losses cancel', () => {
    const found = breakEvenOf([bet(0.02), bet(0.03), bet(-0.01), bet(-0.04)], 0.005)!;
    assertClose([found.meanWin, found.meanLoss, found.pStar], [0.03, 0.02, 0.5]);
    const expected = found.pStar * 0.025 - (1 - found.pStar) * 0.025;
    assertClose([expected], [0]);
  });

  it('is null while one class is missing', () => {
    assert.equal(breakEvenOf([bet(0.02)], 0.005), null);
    assert.equal(breakEvenOf([], 0.005), null);
  });
});

describe('roundTripCost', () => {
  it('is two fees and one spread', () => {
    // Alpaca tier 1 taker 25 bp a side and 8 bp of spread.
    assertClose([roundTripCost(0.0025, 8)], [0.0058]);
  });
});

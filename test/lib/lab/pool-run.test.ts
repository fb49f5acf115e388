import assert from 'node:assert/strict';
import { garchWalk, gaussianWalk } from '../../../src/lib/lab/markets/no-edge.ts';
import { pathOf, TICK_SD } from '../../../src/lib/lab/markets/path.ts';
import {
  cappedBet,
  exposureAt,
  GRADED_POOL,
  POOL,
  type PoolTick,
  runPool,
} from '../../../src/lib/lab/pool-run.ts';
import { ZTest } from '../../../src/lib/lab/z-test.ts';
import { bet, lnWealth, newWealth } from '../../../src/lib/learning/evidence/wealth.ts';
import { assertClose } from '../../support/approx.ts';

const ticksOf = (
  ...args: Parameters<typeof runPool> extends [infer P, infer O, unknown] ? [P, O] : never
) => {
  const ticks: PoolTick[] = [];
  runPool(args[0], args[1], tick => {
    ticks.push(tick);
    return undefined;
  });
  return ticks;
};

describe('runPool', () => {
  it('earns the return after the closes it has seen, less costs, over volatility: by hand', () => {
    const path = pathOf(Float64Array.of(1, 2, -1));
    const ticks = ticksOf(path, { ...POOL, cost: 0.001 });
    const at = (tick: number, id: string) => ticks[tick]!.gains[POOL.rules.findIndex(rule => rule.id === id)];
    // One percent is the first volatility; then .94 of its square and .06 of each squared return.
    const second = Math.sqrt(0.94 * 1e-4 + 0.06 * 1e-4);
    const third = Math.sqrt(0.94 * 1e-4 + 0.06 * 4e-4);
    assertClose(
      [at(0, 'long')!, at(1, 'long')!, at(2, 'long')!],
      [0.009 / 0.01, 0.02 / second, -0.01 / third],
    );
    assert.equal(at(0, 'momentum-1'), null);
    assertClose([at(1, 'momentum-1')!, at(1, 'reversal-1')!], [0.019 / second, -0.021 / second]);
  });

  it('of one rule and one bet is the wealth process of that rule', () => {
    const mixture = { bets: [1 / 16], cashPrior: 0, shares: [0] };
    const options = { ...POOL, rules: POOL.rules.slice(0, 1), mixture };
    const grid = { sizes: [1 / 16], prior: [1] };
    let wealth = newWealth(grid);
    const end = runPool(garchWalk(1, 300), options, ({ gains, maxBet }) => {
      wealth = bet(grid, wealth, { gain: gains[0]!, maxBet });
      return undefined;
    });
    assertClose([end.lnWealth], [lnWealth(grid, wealth)], 1e-9);
  });

  it('long only never sells short, and stops when it is told to', () => {
    const options = { ...GRADED_POOL, mode: 'long-flat' as const };
    for (const tick of ticksOf(gaussianWalk(1, 200), options)) {
      assert.ok(tick.exposures.every(exposure => exposure === null || (exposure >= 0 && exposure <= 1)));
      const exposure = exposureAt(options, tick);
      assert.ok(exposure >= 0 && exposure <= 1);
    }
    assert.equal(runPool(gaussianWalk(1, 200), POOL, ({ tick }) => tick === 9).epochs, 10);
  });

  it('sees nothing of what is to come', () => {
    const path = gaussianWalk(2, 120);
    const cut = { returns: path.returns.slice(0, 80), closes: path.closes.slice(0, 81) };
    const [all, some] = [ticksOf(path, POOL), ticksOf(cut, POOL)];
    assert.deepEqual(all.slice(0, 80), some);
  });
});

describe('cappedBet', () => {
  it('leaves something of any wealth after the sure loss', () => {
    assert.equal(cappedBet(TICK_SD, 0.075), 1 / 8);
    const bet = cappedBet(0.004, 0.075);
    assertClose([1 - bet * (0.075 / 0.004)], [0.01], 1e-12);
  });
});

describe('the z-test', () => {
  it('is the mean over its standard error, by hand, and looks from the 20th gain on', () => {
    const test = new ZTest();
    const passed = Array.from({ length: 20 }, (_, i) => test.passes(i % 2 === 0 ? 3 : 1));
    // Mean 2, deviation 1, 20 gains.
    assertClose([test.score], [2 * Math.sqrt(20)], 1e-12);
    assert.equal(passed.indexOf(true), 19);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { holdEquity } from '../../../../../src/lib/app/backtest/evidence/buy-and-hold.ts';
import { deflationOf, type Judged } from '../../../../../src/lib/app/backtest/evidence/deflation.ts';
import { evidenceOf } from '../../../../../src/lib/app/backtest/evidence/evidence.ts';
import { measure } from '../../../../../src/lib/app/backtest/measure/measure.ts';
import { deflation, evidence as evidenceSchema } from '../../../../../src/lib/app/schemas/backtest.ts';
import type { ExecutionModel } from '../../../../../src/lib/backtest/execution.ts';
import { assertClose } from '../../../../support/approx.ts';
import {
  COSTLY,
  engineInput,
  execution,
  type PlannedTrade,
  playTrades,
  walkBars,
} from '../../../../support/engine-runs.ts';
import { measureContext, measuredRuns } from '../../../../support/measured-runs.ts';

const quick = { seed: 7, arms: 50, resamples: 50 };

const every10 = (bars: number): PlannedTrade[] =>
  Array.from({ length: Math.floor(bars / 10) - 1 }, (_, k) => ({
    entryBar: 10 * k + 1,
    exitBar: 10 * k + 6,
  }));

describe('evidenceOf', () => {
  it('has the shape of the result for any run', () => {
    fc.assert(
      fc.property(measuredRuns(), ({ run, context }) => {
        evidenceSchema.parse(evidenceOf(run, { ...context, ...quick }));
      }),
      { numRuns: 40 },
    );
  });

  it('is the same for the same seed', () => {
    const input = engineInput([walkBars(200, 2)], execution(COSTLY));
    const run = playTrades(input, every10(200));
    const context = { ...measureContext(input), ...quick };
    assert.deepEqual(evidenceOf(run, context), evidenceOf(run, context));
    assert.notDeepEqual(evidenceOf(run, context), evidenceOf(run, { ...context, seed: 8 }));
  });

  it('holds arms against the run as shares of the starting balance', () => {
    const input = engineInput([walkBars(200, 2)], execution(COSTLY));
    const found = evidenceOf(playTrades(input, every10(200)), { ...measureContext(input), ...quick });
    const arm = found.control_arm;
    assert.ok(arm.profit_p05! < arm.profit_median! && arm.profit_median! < arm.profit_p95!);
    // Round trips of about 0.64 %, nineteen of them on a market without drift.
    assert.ok(arm.profit_median! > -0.5 && arm.profit_median! < 0.3);
    assertClose([arm.p_value!], [(1 + (1 - arm.percentile!) * 50) / 51]);
  });

  it('leaves undefined what a run without trades or with few days cannot tell', () => {
    const input = engineInput([walkBars(5, 2)], execution(COSTLY));
    const found = evidenceOf(playTrades(input, []), { ...measureContext(input), ...quick });
    assert.deepEqual(found.control_arm, {
      arms: 50,
      profit_median: null,
      profit_p05: null,
      profit_p95: null,
      percentile: null,
      p_value: null,
    });
    assert.deepEqual(found.bootstrap.profit_total, { low: null, high: null });
    assert.deepEqual(
      [found.probabilistic_sharpe, found.min_track_record_days, found.cost_break_even, found.cost_paid],
      [null, null, null, null],
    );
    assert.equal(found.bootstrap.mean_block_days, null);
  });
});

describe('cost shares', () => {
  it('are half the spread, the slippage and the fee on each side, of the money moved in', () => {
    // On a price that never moves: all that is lost is cost.
    const series = walkBars(60, 1, { deviation: 0 });
    const input = engineInput(
      [series],
      execution({ ...COSTLY, sizing: { kind: 'notional', cents: 100_000 } }),
    );
    const run = playTrades(input, every10(60));
    const found = evidenceOf(run, { ...measureContext(input), ...quick });
    // (1 + 0.0005)(1.0002)(1.0025) in and (0.9995)(0.9998)(0.9975) out, to first order 2 × (0.05 + 0.02 + 0.25) %.
    assertClose([found.cost_paid!], [0.0064], 5e-5);
    assertClose([found.cost_break_even!], [0], 1e-5);
  });

  it('differ by the profit on each dollar moved in', () => {
    fc.assert(
      fc.property(measuredRuns(), ({ run, context }) => {
        const found = evidenceOf(run, { ...context, seed: 1, arms: 1, resamples: 1 });
        if (found.cost_paid === null || found.cost_break_even === null) return;
        const { trades } = measure(run, context);
        const profit = trades.reduce((sum, trade) => sum + trade.profit_abs, 0);
        const moved = trades.reduce((sum, trade) => sum + trade.stake_amount, 0);
        assertClose([(found.cost_break_even - found.cost_paid) * moved], [profit], 1e-6);
        assert.ok(found.cost_paid >= 0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('buy-and-hold', () => {
  const held = (model: Partial<ExecutionModel>, end: Partial<PlannedTrade> = { exitBar: 99 }) => {
    const input = engineInput([walkBars(100, 4)], execution(model));
    const run = playTrades(input, [{ entryBar: 0, exitBar: 99, reason: 'END_OF_DATA', ...end }]);
    return { run, input, hold: holdEquity(run, input) };
  };

  const MODELS: Readonly<Record<string, readonly [Partial<ExecutionModel>, Partial<PlannedTrade>?]>> = {
    'fees in cash, to the last open': [COSTLY],
    'fees in coins, kept': [
      { ...COSTLY, fees: { takerPpm: 2_500, makerPpm: null, takenIn: 'asset' }, closeAtEnd: 'keep' },
      { exitBar: null },
    ],
    'the spread on the entry, to the last close': [
      { ...COSTLY, spread: { ppm: 1_500, on: 'entry' }, closeAtEnd: 'last-close' },
      { exitAt: 'close' },
    ],
    'whole shares': [{ ...COSTLY, unitNanos: 1_000_000_000 }],
  };
  for (const [name, [model, end]] of Object.entries(MODELS)) {
    it(`is what the engine makes of one trade over all bars, at every bar (${name})`, () => {
      const { run, hold } = held(model, end);
      assertClose(hold, run.equity, 0.03);
    });
  }

  it('puts equal parts into symbols, each from its own first bar', () => {
    const early = walkBars(40, 1);
    const late = walkBars(20, 2, { symbol: 'ETH/USD', startMs: early.time[20]! });
    const input = engineInput([early, late], execution({ closeAtEnd: 'last-close' }));
    const hold = holdEquity(playTrades(input, []), input);
    assertClose([hold[10]!], [5_000 * (early.close[10]! / early.open[0]!) + 5_000], 0.01);
    const end = 5_000 * (early.close[39]! / early.open[0]!) + 5_000 * (late.close[19]! / late.open[0]!);
    assertClose([hold[39]!], [end], 0.01);
  });
});

describe('deflationOf', () => {
  const input = engineInput([walkBars(400, 21, { drift: 0.004 })], execution(COSTLY));
  const run = playTrades(input, every10(400));
  const { metrics, periodic_breakdown } = measure(run, measureContext(input));
  const judged: Judged = {
    total_trades: metrics.total_trades,
    profit_total: metrics.profit_total,
    evidence: evidenceOf(run, { ...measureContext(input), ...quick }),
    periodic_breakdown,
  };

  it('is the probabilistic Sharpe ratio for the first try', () => {
    const found = deflation.parse(deflationOf(judged, { count: 1, sharpeVariance: null }, ['crypto']));
    assert.equal(found.expected_best_sharpe, 0);
    assertClose([found.deflated_sharpe!], [judged.evidence.probabilistic_sharpe!], 1e-12);
  });

  it('takes the variance of yearly ratios, and says the best to expect by the year', () => {
    // E[max] of 100 is 2.5306 (Bailey and López de Prado 2014).
    const found = deflationOf(judged, { count: 100, sharpeVariance: 0.25 }, ['crypto']);
    assertClose([found.expected_best_sharpe!], [2.5306028932 * 0.5], 1e-9);
  });

  it('takes the variance of luck where there is none yet', () => {
    const found = deflationOf(judged, { count: 100, sharpeVariance: null }, ['crypto']);
    assertClose([found.expected_best_sharpe!], [2.5306028932 * Math.sqrt(365 / 399)], 1e-9);
  });

  it('falls as the ledger grows, and so does the verdict', () => {
    const found = [1, 5, 50, 5_000].map(count =>
      deflationOf(judged, { count, sharpeVariance: 1 }, ['crypto']),
    );
    const values = found.map(one => one.deflated_sharpe!);
    assert.deepEqual(
      values,
      values.toSorted((a, b) => b - a),
    );
    assert.match(found.at(-1)!.verdict, /5,000 tries/);
  });
});

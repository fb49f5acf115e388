import assert from 'node:assert/strict';
import fc from 'fast-check';
import { measure } from '../../../../../src/lib/app/backtest/measure/measure.ts';
import { metrics as metricsSchema } from '../../../../../src/lib/app/schemas/backtest.ts';
import type { EngineRun } from '../../../../../src/lib/backtest/engine-run.ts';
import { seriesFromBars } from '../../../../../src/lib/core/bar-series.ts';
import { DAY_MS, HOUR_MS } from '../../../../../src/lib/core/interval.ts';
import { assertClose } from '../../../../support/approx.ts';
import { engineInput, execution, playTrades, rowsOf, walkBars } from '../../../../support/engine-runs.ts';
import { measureContext, measuredRuns, measuredShape } from '../../../../support/measured-runs.ts';

const START = Date.UTC(2024, 1, 28);

/** Bars of six hours with the given opens; the close is the next open, and the last one's is given. */
function bars(opens: readonly number[], lastClose: number) {
  return seriesFromBars(
    'BTC/USD',
    '4h',
    opens.map((open, i) => {
      const close = opens[i + 1] ?? lastClose;
      const [high, low] = [Math.max(open, close), Math.min(open, close)];
      return { timeMs: START + i * 6 * HOUR_MS, open, high, low, close, volume: 1 };
    }),
  );
}

/**
 * Buy at 100, sell at 110: 10,000 -> 11,000. Buy at 110, sell at 88: 8,800. No costs. Four bars a day from 28 February
 * 2024, a Wednesday; closes 100 110 110 99 | 88 88 90 90 | 100.
 */
function byHand() {
  const series = bars([100, 100, 110, 110, 99, 88, 88, 90, 90], 100);
  const input = engineInput([series], execution());
  const run = playTrades(input, [
    { entryBar: 1, exitBar: 2 },
    { entryBar: 3, exitBar: 5 },
  ]);
  return { run, context: { ...measureContext(input), intervalMs: 6 * HOUR_MS } };
}

describe('measure', () => {
  it('agrees with a calculation by hand', () => {
    const { run, context } = byHand();
    const { metrics } = measure(run, context);
    // Equity at the closes: 10,000 11,000 11,000 9,900 | 8,800 8,800 8,800 8,800 | 8,800.
    assert.deepEqual(
      [...run.equity].map(value => Math.round(value)),
      [10_000, 11_000, 11_000, 9_900, 8_800, 8_800, 8_800, 8_800, 8_800],
    );
    assert.equal(metrics.backtest_start, '2024-02-28T00:00:00.000Z');
    assert.equal(metrics.backtest_end, '2024-03-01T06:00:00.000Z');
    assert.equal(metrics.backtest_days, 2.25);
    assert.equal(metrics.final_balance, 8_800);
    assert.equal(metrics.profit_total_abs, -1_200);
    assert.equal(metrics.profit_total, -0.12);
    assert.equal(metrics.total_trades, 2);
    assert.equal(metrics.profit_factor, 1_000 / 2_200);
    assert.equal(metrics.expectancy, -600);
    assertClose([metrics.profit_mean!, metrics.best_trade!, metrics.worst_trade!], [-0.05, 0.1, -0.2]);
    assert.equal(metrics.total_volume, 10_000 + 11_000 + 11_000 + 8_800);
    assert.equal(metrics.exposure, 3 / 9);
    // From the last close at the peak, of bar 2, to the low at bar 4, and never back.
    assertClose([metrics.max_drawdown_account], [0.2]);
    assert.equal(metrics.max_drawdown_abs, 2_200);
    assert.equal(metrics.drawdown_start, '2024-02-28T12:00:00.000Z');
    assert.equal(metrics.drawdown_end, '2024-02-29T00:00:00.000Z');
    assert.equal(metrics.drawdown_duration, 12 * 3_600);
    assert.deepEqual([metrics.max_drawdown_high, metrics.max_drawdown_low], [1_000, -1_200]);
    assert.equal(metrics.longest_drawdown, 6 * 6 * 3_600);
    assert.equal(metrics.underwater, 6 / 9);
    assertClose([metrics.market_change!], [0]);
  });

  it('takes daily returns at UTC day ends', () => {
    const { run, context } = byHand();
    const { metrics, periodic_breakdown } = measure(run, context);
    // 10,000 -> 9,900 -> 8,800 -> 8,800.
    const returns = [-0.01, 8_800 / 9_900 - 1, 0];
    assertClose(
      periodic_breakdown.day.map(day => day.profit),
      returns,
    );
    const mean = (returns[0]! + returns[1]!) / 3;
    const deviation = Math.sqrt(returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2);
    assertClose([metrics.sharpe!], [(mean / deviation) * Math.sqrt(365)]);
    assertClose([metrics.annual_return!, metrics.cagr!], [0.88 ** (365 / 3) - 1, 0.88 ** (365 / 2.25) - 1]);
    assert.deepEqual(
      [metrics.winning_days, metrics.draw_days, metrics.losing_days, metrics.worst_day_abs],
      [0, 1, 2, -1_100],
    );
  });

  it('breaks equity down by day, week from Monday, and month', () => {
    const { run, context } = byHand();
    const { day, week, month } = measure(run, context).periodic_breakdown;
    const brief = (lines: typeof day) =>
      lines.map(line => [line.date.slice(0, 10), line.profit_abs, line.trades]);
    assert.deepEqual(brief(day), [
      ['2024-02-28', -100, 1],
      ['2024-02-29', -1_100, 1],
      ['2024-03-01', 0, 0],
    ]);
    assert.deepEqual(brief(week), [['2024-02-26', -1_200, 2]]);
    assert.deepEqual(brief(month), [
      ['2024-02-01', -1_200, 2],
      ['2024-03-01', 0, 0],
    ]);
  });

  it('groups trades by pair, tag, reason, both, and the regime of the signal', () => {
    const { run, context } = byHand();
    const found = measure(run, context);
    const brief = (lines: typeof found.results_per_pair) =>
      lines.map(line => [line.key, line.profit_total_abs]);
    // Signals at the bars 0 and 2.
    assert.deepEqual(brief(found.results_per_pair), [['BTC/USD', -1_200]]);
    assert.deepEqual(brief(found.results_per_enter_tag), [['even', -1_200]]);
    assert.deepEqual(brief(found.exit_reason_summary), [['EXIT_SIGNAL', -1_200]]);
    assert.deepEqual(brief(found.mix_tag_stats), [['even / EXIT_SIGNAL', -1_200]]);
    assert.deepEqual(brief(found.results_per_regime), [
      ['calm', 1_000],
      ['up', -2_200],
    ]);
    assert.deepEqual(found.left_open_trades, []);
    const [pair] = found.results_per_pair;
    assert.deepEqual(
      [pair!.duration_avg, pair!.winrate, pair!.wins, pair!.losses],
      [1.5 * 6 * 3_600, 0.5, 1, 1],
    );
  });

  it('shows an open trade with its profit at the last close', () => {
    const series = bars([100, 100, 110], 120);
    const input = engineInput([series], execution({ closeAtEnd: 'keep' }));
    const run = playTrades(input, [{ entryBar: 1, exitBar: null }]);
    const found = measure(run, measureContext(input));
    const [trade] = found.trades;
    assert.deepEqual(
      [trade!.is_open, trade!.close_date, trade!.close_rate, trade!.exit_reason, trade!.profit_abs],
      [true, null, null, null, 2_000],
    );
    assert.equal(found.metrics.profit_total_abs, 2_000);
    assert.deepEqual(
      found.left_open_trades.map(({ key, trades }) => [key, trades]),
      [['BTC/USD', 1]],
    );
    assert.deepEqual(
      found.exit_reason_summary.map(({ key }) => key),
      ['OPEN'],
    );
  });

  it('says null, not 0, of what is undefined without trades', () => {
    const input = engineInput([walkBars(30, 1)], execution());
    const { metrics, results_per_pair, trades } = measure(playTrades(input, []), measureContext(input));
    assert.deepEqual(trades, []);
    assert.deepEqual(
      results_per_pair.map(({ key, trades, winrate, profit_mean }) => [key, trades, winrate, profit_mean]),
      [['BTC/USD', 0, null, null]],
    );
    const undefinedOnes = [
      'sharpe',
      'sortino',
      'calmar',
      'sqn',
      'profit_factor',
      'expectancy',
      'expectancy_ratio',
      'kelly',
      'profit_mean',
      'profit_median',
      'best_trade',
      'worst_trade',
      'avg_stake_amount',
      'fees_share_of_gross',
      'best_pair',
      'worst_pair',
      'winrate',
      'holding_avg',
      'winner_holding_avg',
      'loser_holding_max',
      'drawdown_start',
      'drawdown_duration',
      'longest_drawdown',
      'average_drawdown',
      'p_value',
    ] as const;
    for (const name of undefinedOnes) assert.equal(metrics[name], null, name);
    assert.deepEqual([metrics.profit_total, metrics.max_drawdown_account, metrics.annual_return], [0, 0, 0]);
  });

  it('counts rejected signals by reason', () => {
    const input = engineInput([walkBars(30, 1)], execution());
    const run: EngineRun = { ...playTrades(input, []), rejected: { NO_CASH: 3, NO_VOLUME: 2 } };
    const { metrics } = measure(run, measureContext(input));
    assert.equal(metrics.rejected_signals, 5);
    assert.deepEqual(metrics.rejections, { NO_CASH: 3, NO_VOLUME: 2 });
  });

  it('follows the market exactly when it only holds it: beta 1, alpha 0', () => {
    const input = engineInput([walkBars(300, 8)], execution({ closeAtEnd: 'last-close' }));
    const run = playTrades(input, [{ entryBar: 0, exitBar: 299, exitAt: 'close', reason: 'END_OF_DATA' }]);
    const { metrics } = measure(run, measureContext(input));
    assertClose(
      [metrics.beta!, metrics.alpha!, metrics.market_change! - metrics.profit_total],
      [1, 0, 0],
      1e-5,
    );
  });

  it('counts 252 days to a year when all symbols are stocks', () => {
    const { run, context } = byHand();
    const crypto = measure(run, context).metrics.sharpe!;
    const stock = measure(run, { ...context, assetClasses: ['stock'] }).metrics.sharpe!;
    assertClose([stock / crypto], [Math.sqrt(252 / 365)]);
  });

  it('thins out a curve of more than 100,000 bars, and keeps its last one', () => {
    const length = 250_001;
    const time = Float64Array.from({ length }, (_, i) => START + i * 60_000);
    const equity = Float64Array.from({ length }, (_, i) => 10_000 + i);
    const input = engineInput([walkBars(10, 1)], execution());
    const run = {
      time,
      equity,
      barsInMarket: 0,
      trades: rowsOf([]),
      fills: rowsOf([]),
      rejected: {},
      cashCents: 0,
    };
    const found = measure(run, measureContext(input));
    assert.equal(found.equity_every, 3);
    assert.equal(found.equity.length, Math.ceil(length / 3) + 1);
    assert.deepEqual(found.equity[1], [time[3], 10_003]);
    assert.deepEqual(found.equity.at(-1), [time.at(-1), 260_000]);
  });
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('what is measured of any run', () => {
  it('has the shape of the result, and no number that is none', () => {
    fc.assert(
      fc.property(measuredRuns(), ({ run, context }) => {
        const { metrics, ...rest } = measure(run, context);
        metricsSchema.parse(metrics);
        measuredShape.parse(rest);
      }),
      { numRuns: 60 },
    );
  });

  it('has a total that is final less starting balance, and the sum of its groups, sides and periods', () => {
    fc.assert(
      fc.property(measuredRuns(), ({ run, context }) => {
        const found = measure(run, context);
        const total = found.metrics.profit_total_abs;
        assertClose([found.metrics.final_balance - found.metrics.starting_balance], [total]);
        // A cent for each of two open trades, whose marks are rounded.
        const same = (value: number) => assertClose([value], [total], 0.021);
        same(sum(found.trades.map(trade => trade.profit_abs)));
        same(found.metrics.profit_total_long_abs + found.metrics.profit_total_short_abs);
        const tables = [
          found.results_per_pair,
          found.results_per_enter_tag,
          found.exit_reason_summary,
          found.mix_tag_stats,
          found.results_per_regime,
        ];
        for (const lines of tables) {
          same(sum(lines.map(line => line.profit_total_abs)));
          assert.equal(sum(lines.map(line => line.trades)), found.metrics.total_trades);
        }
        for (const lines of Object.values(found.periodic_breakdown)) {
          assertClose([sum(lines.map(line => line.profit_abs))], [total], 1e-6);
          assert.equal(sum(lines.map(line => line.trades)), found.metrics.total_trades);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('has drawdowns within 0 and 1 when it is never short', () => {
    fc.assert(
      fc.property(measuredRuns({ short: false }), ({ run, context }) => {
        const { metrics } = measure(run, context);
        assert.ok(metrics.max_drawdown_account >= 0 && metrics.max_drawdown_account <= 1);
        assert.ok(metrics.underwater >= 0 && metrics.underwater < 1);
        assert.ok((metrics.average_drawdown ?? 0) <= metrics.max_drawdown_account);
        assert.ok((metrics.average_drawdown_duration ?? 0) <= (metrics.longest_drawdown ?? 0));
      }),
      { numRuns: 100 },
    );
  });

  it('has ratios that do not depend on the unit of money', () => {
    const RATIOS = ['sharpe', 'sortino', 'calmar', 'annual_return', 'max_drawdown_account', 'beta'] as const;
    fc.assert(
      fc.property(measuredRuns(), ({ run, context }) => {
        const larger = { ...run, equity: run.equity.map(value => value * 64) };
        const input = { ...context.input, startingCents: context.input.startingCents * 64 };
        const [one, other] = [measure(run, context), measure(larger, { ...context, input })];
        for (const name of RATIOS) assert.equal(other.metrics[name], one.metrics[name], name);
      }),
      { numRuns: 60 },
    );
  });

  it('has days that are the daily returns: their product is the whole growth', () => {
    fc.assert(
      fc.property(measuredRuns(), ({ run, context }) => {
        const { metrics, periodic_breakdown } = measure(run, context);
        const growth = periodic_breakdown.day.reduce((product, day) => product * (1 + day.profit), 1);
        assertClose([growth - 1], [metrics.profit_total], 1e-6);
        assert.ok(periodic_breakdown.day.every(day => Date.parse(day.date) % DAY_MS === 0));
      }),
      { numRuns: 60 },
    );
  });
});

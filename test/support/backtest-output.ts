import type {
  BacktestData,
  BacktestEvidence,
  BacktestExecution,
  BacktestOutput,
  BacktestTrade,
} from '../../src/lib/app/schemas/backtest.ts';
import type { BarSeries } from '../../src/lib/core/bar-series.ts';
import { isoTime } from '../../src/lib/core/clock.ts';
import { DAY_MS, type Interval, intervalMs } from '../../src/lib/core/interval.ts';
import { sampleMarket } from './sample-backtest/market.ts';
import { playCrossings, type Rules } from './sample-backtest/play.ts';
import { fall, statistics, yearlySharpe } from './sample-backtest/statistics.ts';
import { dayStart, groupsBy, monthStart, periodsOf, weekStart } from './sample-backtest/tables.ts';

/**
 * A plausible result of a backtest with its bars, for tests of how results look: a made-up market, played by two
 * averages with a little broker of its own. Its figures agree with each other; none of it is the engine's work.
 */
export interface SampleBacktest {
  readonly output: BacktestOutput;
  readonly bars: readonly BarSeries[];
  /** Equity of buy-and-hold: [open time of the bar in ms, dollars at its close]. */
  readonly benchmark: [number, number][];
}

export interface SampleOptions {
  readonly seed?: number;
  readonly interval?: Interval;
  readonly days?: number;
  readonly symbols?: readonly string[];
  readonly shorts?: boolean;
  /** With the out-of-sample record of a learned strategy. */
  readonly walkForward?: boolean;
}

const FROM_MS = Date.parse('2022-01-03T00:00:00.000Z');
const WARM_UP = 34;
const CASH = 10_000;

/** By default three years of four-hour bars of two coins: a few hundred trades. */
export function sampleBacktest(options: SampleOptions = {}): SampleBacktest {
  const {
    seed = 2,
    interval = '4h',
    days = 1096,
    symbols = ['BTC/USD', 'ETH/USD'],
    shorts = false,
  } = options;
  const length = Math.round((days * DAY_MS) / intervalMs(interval));
  const bars = symbols.map(symbol => sampleMarket(symbol, { seed, fromMs: FROM_MS, interval, bars: length }));
  const rules = {
    fast: 8,
    slow: WARM_UP,
    cash: CASH,
    fee: 0.0025,
    stop: 0.06,
    target: 0.16,
    shorts,
    warmUp: WARM_UP,
  };
  const benchmark = buyAndHold(bars);
  const output = resultOf({ bars, rules, seed, benchmark, walkForward: options.walkForward ?? false });
  return { output, bars, benchmark };
}

let plain: BacktestOutput | undefined;

/** The result of the default sample, with some of it changed. */
export function backtestOutput(changes: Partial<BacktestOutput> = {}): BacktestOutput {
  plain ??= sampleBacktest().output;
  return { ...structuredClone(plain), ...changes };
}

interface Sample {
  readonly bars: readonly BarSeries[];
  readonly rules: Rules;
  readonly seed: number;
  readonly benchmark: readonly [number, number][];
  readonly walkForward: boolean;
}

function resultOf(sample: Sample): BacktestOutput {
  const { bars, rules, seed, benchmark } = sample;
  const played = playCrossings(bars, rules);
  const { equity, trades } = played;
  const days = periodsOf(equity, trades, dayStart);
  const marketChange = benchmark.at(-1)![1] / CASH - 1;
  const metrics = statistics({ played, cash: CASH, days, marketChange });
  const by = (keyOf: (trade: BacktestTrade) => string, some = trades) => groupsBy(some, keyOf, CASH);
  const fingerprint = '5f0c3a9be2d14476b81f6f6e0a7d3c25941be0d7aa58c1f27e3d90b4c6a8f013';
  return {
    id: fingerprint.slice(0, 12),
    fingerprint,
    version: '0.1.0',
    seed,
    strategy: 'sma-cross',
    params: { fast: rules.fast, slow: rules.slow },
    module_sha256: null,
    data: dataOf(sample),
    execution: executionOf(rules),
    ...metrics,
    evidence: evidenceOf(metrics, benchmark),
    results_per_pair: by(trade => trade.pair),
    left_open_trades: by(
      trade => trade.pair,
      trades.filter(trade => trade.is_open),
    ),
    results_per_enter_tag: by(trade => trade.enter_tag),
    exit_reason_summary: by(trade => trade.exit_reason ?? 'still open'),
    mix_tag_stats: by(trade => `${trade.enter_tag} ${trade.exit_reason ?? 'still open'}`),
    results_per_regime: by(trade => trade.regime),
    periodic_breakdown: {
      day: days,
      week: periodsOf(equity, trades, weekStart),
      month: periodsOf(equity, trades, monthStart),
    },
    walk_forward: sample.walkForward ? walkForwardOf(equity) : null,
    trades,
    equity,
    equity_every: 1,
    deflation: {
      tries: 37,
      deflated_sharpe: 0.06,
      expected_best_sharpe: 1.12,
      verdict: 'No better than chance after costs (p = 0.37, 37 tries on these bars).',
    },
    checks: [
      { name: 'lookahead', passed: true, points: 200, found: [] },
      {
        name: 'warmup',
        passed: false,
        points: 25,
        found: ['At 2023-05-14T08:00Z sma_slow is 28,411.20 with 34 bars of warm-up and 28,409.87 with 500.'],
      },
    ],
    failed: [],
    exported: [],
  };
}

function dataOf({ bars, seed }: Sample): BacktestData {
  const first = bars[0]!;
  return {
    source: 'simulated market',
    market: `simulated/${seed}/concentrated`,
    symbols: bars.map(series => series.symbol),
    interval: first.interval,
    detail: null,
    from: isoTime(first.time[WARM_UP]!),
    to: isoTime(first.time[first.length - 1]!),
    bars: (first.length - WARM_UP) * bars.length,
    warm_up_bars: WARM_UP * bars.length,
    sha256: 'c1d7a04e59b2f8836e1f4a70d5c2b9e8f3016a7d48ce25b09f7a3d1e6b8c4052',
    repairs: [
      { kind: 'duplicate bar, the later one kept', count: 2, firstLine: 1_204, example: '2022-07-22T12:00Z' },
    ],
    dropped: [],
    notes: ['ETH/USD has a gap of 3 bars from 2023-03-11T04:00Z.'],
  };
}

const executionOf = (rules: Rules): BacktestExecution => ({
  cash: rules.cash,
  fee_rate: rules.fee,
  maker_fee_rate: null,
  fee_in: 'cash',
  spread: 0.0006,
  spread_on: 'both',
  slippage_bps: 5,
  fill: 'next-open',
  side: rules.shorts ? 'long-short' : 'long-only',
  sizing: 'fraction:0.49',
  unit: 0.000001,
  volume_cap: null,
  close_at_end: 'keep',
  stop_loss: rules.stop,
  take_profit: rules.target,
  trailing_stop: null,
  max_bars: null,
  entry_trigger: null,
  stops: 'inside',
  engine: 'typed-array',
});

/** Equal parts of every symbol bought at the first tradable open and kept. */
function buyAndHold(bars: readonly BarSeries[]): [number, number][] {
  const time = [...bars[0]!.time.subarray(WARM_UP)];
  return time.map((timeMs, i) => {
    const parts = bars.map(({ open, close }) => close[i + WARM_UP]! / open[WARM_UP]!);
    const growth = parts.reduce((total, part) => total + part, 0) / bars.length;
    return [timeMs, Math.round(CASH * growth * 0.9975 * 100) / 100];
  });
}

function evidenceOf(
  metrics: ReturnType<typeof statistics>,
  benchmark: readonly [number, number][],
): BacktestEvidence {
  const { profit_total: profit, max_drawdown_account: drawdown } = metrics;
  const sharpe = metrics.sharpe ?? 0;
  const daily = periodsOf(benchmark, [], dayStart).map(day => day.profit);
  return {
    buy_and_hold: {
      profit_total: benchmark.at(-1)![1] / CASH - 1,
      final_balance: benchmark.at(-1)![1],
      sharpe: yearlySharpe(daily),
      max_drawdown_account: fall(benchmark).share,
    },
    control_arm: {
      arms: 1_000,
      profit_median: -0.118,
      profit_p05: -0.463,
      profit_p95: 0.512,
      percentile: 0.63,
      p_value: 0.3706,
    },
    bootstrap: {
      resamples: 2_000,
      mean_block_days: 9,
      profit_total: { low: profit - 0.74, high: profit + 1.15 },
      sharpe: { low: sharpe - 1.02, high: sharpe + 1.05 },
      max_drawdown_account: { low: drawdown * 0.62, high: Math.min(0.92, drawdown * 1.71) },
    },
    probabilistic_sharpe: 0.62,
    min_track_record_days: 26_580,
    cost_break_even: 0.007,
    cost_paid: 0.0066,
  };
}

function walkForwardOf(equity: readonly [number, number][]): BacktestOutput['walk_forward'] {
  const folds = 12;
  const size = Math.floor(equity.length / folds);
  const at = (index: number) => isoTime(equity[Math.min(equity.length - 1, index)]![0]);
  return {
    trainings: folds,
    n: size * folds,
    accuracy: 0.5312,
    accuracy_low: 0.5191,
    accuracy_high: 0.5433,
    majority: 0.5104,
    log_loss: 0.6901,
    climatology_log_loss: 0.6929,
    folds: Array.from({ length: folds }, (_, i) => ({
      from: at(i * size),
      to: at((i + 1) * size),
      trained_to: at(Math.max(0, i * size - 6)),
      trained_rows: i === 0 ? 120 : 500,
      n: i === 0 ? 0 : size,
      accuracy: i === 0 ? null : 0.51 + 0.004 * ((i * 5) % 11),
      log_loss: i === 0 ? null : 0.694 - 0.0007 * ((i * 5) % 11),
      refused: i === 0 ? 'Too few rows: 120 of 250.' : null,
    })),
  };
}

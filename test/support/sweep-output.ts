import type { SweepFold, SweepPoint, SweepResult, SweepScores } from '../../src/lib/app/schemas/sweep.ts';
import { backtestOutput } from './backtest-output.ts';

/** A made-up sweep, for tests of how it looks. */

const scores = (sharpe: number): SweepScores => ({
  profit_total: sharpe / 5,
  sharpe,
  sortino: sharpe * 1.4,
  calmar: null,
  max_drawdown_account: 0.1234,
});

const point = (rank: number): SweepPoint => ({
  rank,
  params: { fast: 5 * rank, slow: 100 + rank, of: 'close' },
  total_trades: 1_234 + rank,
  in_sample: scores(2 - rank / 10),
  out_of_sample: scores(1 - rank / 10),
});

const fold = (year: number, chosen: boolean): SweepFold => ({
  in_sample_from: '2020-01-01T00:00:00.000Z',
  in_sample_to: `${year}-01-01T00:00:00.000Z`,
  from: `${year}-01-01T00:00:00.000Z`,
  to: `${year + 1}-01-01T00:00:00.000Z`,
  params: chosen ? { fast: 15, slow: 120, of: 'close' } : null,
  in_sample_score: chosen ? 1.234 : null,
  profit_total: -0.0321,
  sharpe: chosen ? -0.4 : null,
  total_trades: 12,
  final_balance: 9_679,
});

export function sweepOutput(changes: Partial<SweepResult> = {}): SweepResult {
  const { data, execution } = backtestOutput();
  return {
    complete: true,
    id: '0123456789ab',
    fingerprint: '0123456789ab'.padEnd(64, '0'),
    version: '0.1.0+abc',
    seed: 42,
    strategy: 'sma-cross',
    module_sha256: null,
    space: ['fast=5:50:5', 'slow=100,120', 'of=close'],
    search: 'halving',
    objective: 'sharpe',
    points: 20,
    invalid_points: 3,
    days: 2_192,
    data,
    execution,
    rounds: [
      {
        ...{ from: '2022-10-01T00:00:00.000Z', to: '2023-01-01T00:00:00.000Z' },
        ...{ days: 92, points: 60, kept: 20 },
      },
    ],
    walk_forward: {
      window: 'anchored',
      in_sample_share: 0.5,
      folds: [fold(2023, true), fold(2024, false)],
      ...scores(-0.2),
      total_trades: 24,
      final_balance: 9_679,
    },
    ranking: [1, 2, 3].map(point),
    luck: {
      tries: 1_234,
      best_sharpe: 0.9,
      expected_best_sharpe: 1.1,
      deflated_sharpe: 0.312,
      overfitting_probability: 0.625,
      loss_probability: null,
      splits: 12_870,
      verdict: 'The best of 20 points is most likely luck: with 1234 tries counted and so on.',
    },
    ...changes,
  };
}

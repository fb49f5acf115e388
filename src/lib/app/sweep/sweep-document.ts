import type { DailyCurve } from '../../backtest/sweep/daily-curve.ts';
import type { Days } from '../../backtest/sweep/folds.ts';
import { byScore } from '../../backtest/sweep/halving.ts';
import { type Luck, luckOf } from '../../backtest/sweep/luck.ts';
import { type Scores, scoreOf, scoresOf, sliceCurve } from '../../backtest/sweep/score.ts';
import type { Searched } from '../../backtest/sweep/search.ts';
import { verdictOn } from '../../backtest/sweep/verdict.ts';
import { isoTime } from '../../core/clock.ts';
import { shortHash } from '../../core/hash.ts';
import { DAY_MS } from '../../core/interval.ts';
import { describeExecution } from '../backtest/execution-request.ts';
import type { SweepFold, SweepPoint, SweepResult, SweepScores } from '../schemas/sweep.ts';
import { type PreparedSweep, sweepFingerprint } from './prepare-sweep.ts';
import type { Walked } from './walk-points.ts';

export interface SweepFindings {
  readonly prepared: PreparedSweep;
  readonly searched: Searched;
  /** Null without walk-forward. */
  readonly walked: Walked | null;
  /** Different tries on these bars, those of the sweep among them. */
  readonly tries: number;
}

/** The result of a sweep. It holds no moment at which it ran: the same sweep gives the same bytes. */
export function sweepDocument(findings: SweepFindings): SweepResult {
  const { prepared, searched } = findings;
  const { request, swept, points, days } = prepared;
  const fingerprint = sweepFingerprint(prepared);
  const ranking = rank(findings);
  return {
    complete: true,
    id: shortHash(fingerprint),
    fingerprint,
    version: prepared.identity.version,
    seed: prepared.seed,
    strategy: swept.strategy.id,
    module_sha256: swept.moduleSha256,
    space: [...request.ranges],
    search: request.search,
    objective: request.objective,
    points: points.points.length,
    invalid_points: points.invalid,
    days: days.length,
    data: prepared.identity.data,
    execution: describeExecution(prepared.execution, 'typed-array'),
    rounds: searched.rounds.map(({ days: span, points: count, kept }) => ({
      ...spanOf(prepared, span),
      days: span.to - span.from,
      points: count,
      kept,
    })),
    walk_forward: walkForwardOf(findings),
    ranking: ranking.slice(0, request.top).map((at, index) => pointOf(findings, at, index + 1)),
    luck: luckDocument(findings, ranking[0]!),
  };
}

/** Days that the ranking goes by. */
const rankedDays = ({ folds, days }: PreparedSweep): Days => ({
  from: folds[0]?.outOfSample.from ?? 0,
  to: days.length,
});

function rank({ prepared, searched }: SweepFindings): number[] {
  const { request, periodsPerYear } = prepared;
  const span = rankedDays(prepared);
  return byScore(
    searched.points.map(({ curve }) => scoreOf(request.objective, sliceCurve(curve, span), periodsPerYear)),
  );
}

function pointOf({ prepared, searched }: SweepFindings, at: number, rank: number): SweepPoint {
  const point = searched.points[at]!;
  const on = (days: Days) => scoresText(scoresOf(sliceCurve(point.curve, days), prepared.periodsPerYear));
  return {
    rank,
    params: { ...point.params },
    total_trades: point.trades,
    in_sample: on(prepared.inSample),
    out_of_sample: prepared.folds.length > 0 ? on(rankedDays(prepared)) : null,
  };
}

const scoresText = ({ profit, sharpe, sortino, calmar, maxDrawdown }: Scores): SweepScores => ({
  profit_total: profit,
  sharpe,
  sortino,
  calmar,
  max_drawdown_account: maxDrawdown,
});

function walkForwardOf({ prepared, walked }: SweepFindings): SweepResult['walk_forward'] {
  const { walkForward } = prepared.request;
  if (!walkForward || !walked) return null;
  const { curve } = walked.run;
  return {
    window: walkForward.window,
    in_sample_share: walkForward.inSampleShare,
    folds: walked.choices.map((_, index) => foldOf(prepared, walked, index)),
    ...scoresText(scoresOf(curve, prepared.periodsPerYear)),
    total_trades: walked.run.trades.reduce((sum, trades) => sum + trades, 0),
    final_balance: balanceOf(curve),
  };
}

function foldOf(prepared: PreparedSweep, { choices, run }: Walked, index: number): SweepFold {
  const { fold, chosen } = choices[index]!;
  const inSample = spanOf(prepared, fold.inSample);
  // The curve begins with the first block.
  const { from: first } = choices[0]!.fold.outOfSample;
  const { from, to } = fold.outOfSample;
  const block = sliceCurve(run.curve, { from: from - first, to: to - first });
  const { profit, sharpe } = scoresOf(block, prepared.periodsPerYear);
  return {
    in_sample_from: inSample.from,
    in_sample_to: inSample.to,
    ...spanOf(prepared, fold.outOfSample),
    params: chosen && { ...chosen.params },
    in_sample_score: chosen?.inSample ?? null,
    profit_total: profit,
    sharpe,
    total_trades: run.trades[index]!,
    final_balance: balanceOf(block),
  };
}

const balanceOf = ({ equity, start }: DailyCurve): number => equity.at(-1) ?? start;

/** From the first of some days to the end of the last. */
function spanOf({ days }: PreparedSweep, { from, to }: Days): { from: string; to: string } {
  return { from: isoTime(days[from]!), to: isoTime(days[to - 1]! + DAY_MS) };
}

function luckDocument(
  { prepared, searched, walked, tries }: SweepFindings,
  best: number,
): SweepResult['luck'] {
  const { request, periodsPerYear } = prepared;
  const span = rankedDays(prepared);
  const returns = searched.points.map(({ curve }) => curve.returns);
  const luck: Luck = luckOf({
    returns,
    ranked: returns.map(series => series.subarray(span.from, span.to)),
    ...{ best, objective: request.objective, periodsPerYear, tries },
  });
  return {
    tries: luck.tries,
    best_sharpe: luck.bestSharpe,
    expected_best_sharpe: luck.expectedBestSharpe,
    deflated_sharpe: luck.deflatedSharpe,
    overfitting_probability: luck.overfitting,
    loss_probability: luck.loss,
    splits: luck.splits,
    verdict: verdictOn({
      luck,
      points: prepared.points.points.length,
      walked: walked && scoresOf(walked.run.curve, periodsPerYear).profit,
    }),
  };
}

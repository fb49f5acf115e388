import { annualReturn } from '../../performance/annual-return.ts';
import { calmar } from '../../performance/calmar.ts';
import { drawdowns } from '../../performance/drawdowns.ts';
import { sharpe } from '../../performance/sharpe.ts';
import { sortino } from '../../performance/sortino.ts';
import type { DailyCurve } from './daily-curve.ts';
import type { Days } from './folds.ts';

/** What a sweep looks for; more is better. */
export const OBJECTIVES = ['sharpe', 'profit', 'sortino', 'calmar'] as const;
export type Objective = (typeof OBJECTIVES)[number];

/** A stretch of a curve, judged by its days. */
export interface Scores {
  /** Gain as a share of the equity that the stretch began with. */
  readonly profit: number;
  readonly sharpe: number | null;
  readonly sortino: number | null;
  readonly calmar: number | null;
  /** Largest fall from a peak, as a share of it, as the closes of the days see it. */
  readonly maxDrawdown: number;
}

/** The days from `from` up to but excluding `to` as a curve of its own. */
export function sliceCurve({ start, equity, returns }: DailyCurve, { from, to }: Days): DailyCurve {
  return {
    start: from === 0 ? start : equity[from - 1]!,
    equity: equity.subarray(from, to),
    returns: returns.subarray(from, to),
  };
}

/** @param periodsPerYear days of a year: 365 for coins, 252 for stocks */
export function scoresOf(curve: DailyCurve, periodsPerYear: number): Scores {
  const { maxShare } = drawdowns(curve.equity, [...curve.equity.keys()], curve.start);
  return {
    profit: profitOf(curve),
    sharpe: sharpe(curve.returns, periodsPerYear),
    sortino: sortino(curve.returns, periodsPerYear),
    calmar: calmar(annualReturn(curve.returns, periodsPerYear), maxShare),
    maxDrawdown: maxShare,
  };
}

/** One of them alone: a sweep asks for it of each point and fold. */
export function scoreOf(objective: Objective, curve: DailyCurve, periodsPerYear: number): number | null {
  if (objective === 'sharpe') return sharpe(curve.returns, periodsPerYear);
  if (objective === 'profit') return profitOf(curve);
  return scoresOf(curve, periodsPerYear)[objective];
}

const profitOf = ({ start, equity }: DailyCurve): number =>
  start > 0 ? (equity.at(-1) ?? start) / start - 1 : 0;

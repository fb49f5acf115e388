import { type ChoicesRun, runChoices } from '../../backtest/sweep/run-choices.ts';
import type { TriedPoint } from '../../backtest/sweep/search.ts';
import { type Choice, choose } from '../../backtest/sweep/walk-forward.ts';
import { pointSetup } from './point-setup.ts';
import type { PreparedSweep } from './prepare-sweep.ts';

/** What the folds chose, and what an account that followed them earned. */
export interface Walked {
  readonly choices: readonly Choice[];
  readonly run: ChoicesRun;
}

/** Null without walk-forward. */
export async function walkPoints(
  prepared: PreparedSweep,
  points: readonly TriedPoint[],
): Promise<Walked | null> {
  const { folds, request, periodsPerYear, days } = prepared;
  if (folds.length === 0) return null;
  const choices = choose(points, { folds, objective: request.objective, periodsPerYear });
  const phases = choices.map(({ fold, chosen }) => ({
    fromMs: days[fold.outOfSample.from]!,
    params: chosen?.params ?? null,
  }));
  return { choices, run: runChoices(await pointSetup(prepared.setup), phases) };
}

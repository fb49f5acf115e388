import type { Scale } from '../shared/parts/scale.ts';
import type { Evaluation } from './answers.ts';
import { bestBaseline } from './words.ts';

const STEP = 0.05;

/** A scale of round figures around shares, a step beyond each end. */
export function shareScale(shares: readonly number[]): Scale {
  const low = Math.floor(Math.min(...shares) / STEP) * STEP - STEP;
  const high = Math.ceil(Math.max(...shares) / STEP) * STEP + STEP;
  return [Math.max(0, low), Math.min(1, high)];
}

/** Of an accuracy, its interval and its baseline; several share one scale. */
export const accuracyScale = (...evaluations: readonly Evaluation[]): Scale =>
  shareScale(
    evaluations.flatMap(each => [...each.accuracyInterval95, bestBaseline(each).value, each.accuracy]),
  );

import { DEFAULT_MIXTURE, expertWeights } from '../experts/mixture.ts';
import type { ClassLearner } from './class-learner.ts';

export interface ExpertShare {
  readonly id: string;
  readonly weight: number;
}

/** Name of the share that holds nothing. */
export const CASH = 'cash';

/** Weights of the experts and of cash, in the order of the experts; empty before the first stance. They sum to 1. */
export function expertShares({ mixture }: ClassLearner): ExpertShare[] {
  if (mixture === null) return [];
  const { weights, cash } = expertWeights(DEFAULT_MIXTURE, mixture);
  return [...mixture.experts.map((id, i) => ({ id, weight: weights[i]! })), { id: CASH, weight: cash }];
}

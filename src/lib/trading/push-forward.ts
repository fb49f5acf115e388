import { ACTIONS, type Action } from '../core/signal.ts';
import type { ActionOdds } from './strategy.ts';

/** Odds of effects: those of all actions that come to the same effect, added up. */
export function pushForward(odds: ActionOdds, effects: Readonly<Record<Action, Action>>): ActionOdds {
  const after = { BUY: 0, SELL: 0, HOLD: 0 };
  for (const action of ACTIONS) after[effects[action]] += odds[action];
  return after;
}

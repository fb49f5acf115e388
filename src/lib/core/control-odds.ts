import type { Action } from './signal.ts';

/** Odds of the owner's first system, the random arm that everything is compared with. */
export const CONTROL_ODDS: Readonly<Record<Action, number>> = { BUY: 0.4, SELL: 0.3, HOLD: 0.3 };

/** The action that a uniform draw from [0, 1) comes to. */
export function controlAction(draw: number): Action {
  if (draw < CONTROL_ODDS.BUY) return 'BUY';
  return draw < CONTROL_ODDS.BUY + CONTROL_ODDS.SELL ? 'SELL' : 'HOLD';
}

/** Exposure after that action: all, nothing, or what it was. */
export const controlledExposure = (action: Action, before: number): number =>
  ({ BUY: 1, SELL: 0, HOLD: before })[action];

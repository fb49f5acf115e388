import assert from 'node:assert/strict';
import { DAY_MS, HOUR_MS } from '../../src/lib/core/interval.ts';
import type { ClassLearner } from '../../src/lib/learning/feedback/class-learner.ts';
import { type AwakeLearner, walkingLearner } from './awake-learner.ts';
import { NOON } from './orders.ts';
import { type DeskOptions, TickDesk } from './tick-desk.ts';

/** Midnight of the desk's first day, when the newest bar has just closed. */
export const MIDNIGHT = NOON - 12 * HOUR_MS;
export const FIRST = MIDNIGHT / DAY_MS;

export type AwakeDesk = TickDesk & { readonly learner: AwakeLearner };

/** Two symbols that walk at random, ten minutes after midnight. */
export function awakeDesk(options: DeskOptions = {}): AwakeDesk {
  const desk = new TickDesk({ startMs: MIDNIGHT + 10 * 60_000, ...options });
  desk.learner = walkingLearner(desk.clock, MIDNIGHT);
  return desk as AwakeDesk;
}

/** What was learned of crypto. */
export const crypto = ({ state }: TickDesk): ClassLearner => {
  const own = state.learning.classes.crypto;
  assert.ok(own, 'nothing was learned');
  return own;
};

export const count = (desk: TickDesk, type: string): number => desk.types.filter(one => one === type).length;

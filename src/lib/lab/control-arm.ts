import { controlAction, controlledExposure } from '../core/control-odds.ts';
import type { Random } from '../core/random.ts';

const CONFIDENT = 0.7;

/** A draw for the action; a uniform confidence lets three in ten of them trade. */
export function controlExposure(held: number, random: Random): number {
  const action = controlAction(random());
  const isConfident = random() > CONFIDENT;
  return isConfident ? controlledExposure(action, held) : held;
}

import { controlAction, controlledExposure } from '../../core/control-odds.ts';
import { hashKey, hashText } from '../../core/random.ts';
import { REGIME_NAMES } from '../../features/regime.ts';
import { RULE_EXPERTS } from '../experts/rules.ts';
import { awakeIn, REGIME_SIDES } from '../experts/specialist.ts';

/** Holds all the time: what timing and every rule are measured against. */
export const RULE_LONG = 'long';
/** What the decision path itself wants, under the rule of confidence. */
export const PATH = 'path';
/** What the policy would stake. */
export const POLICY = 'policy';
/** The random arm, whose weight has to stay where it began. */
export const RANDOM = 'random';

/** What each rule wants of the newest close; null where it has not enough of them. */
export const ruleExposures = (close: ArrayLike<number>): (number | null)[] =>
  RULE_EXPERTS.map(({ exposure }) => {
    const direction = exposure(close, close.length - 1);
    return direction === null ? null : Math.max(0, direction);
  });

export const RULE_IDS: readonly string[] = RULE_EXPERTS.map(({ id }) => id);

/** Experts that are watched in calm and in wild times by themselves: the shortest rules, and the model in use. */
const SPLIT: readonly string[] = ['momentum-1', 'reversal-1', 'forest'];
const SIDES = ['calm', 'wild'] as const;

/** `momentum-1@calm`: the expert, asleep elsewhere; of those whose expert is there. */
export const specialistIds = (experts: readonly string[]): string[] =>
  SPLIT.filter(id => experts.includes(id)).flatMap(id => SIDES.map(side => `${id}@${side}`));

/** What the specialists of `experts` want, given what each expert wants. */
export function specialistExposures(
  experts: readonly string[],
  exposures: readonly (number | null)[],
  regime: string,
): (number | null)[] {
  const now = REGIME_NAMES.find(name => name === regime) ?? 'unknown';
  return SPLIT.filter(id => experts.includes(id)).flatMap(id =>
    SIDES.map(side => awakeIn(REGIME_SIDES[side], now, exposures[experts.indexOf(id)] ?? null)),
  );
}

/** The owner's first system as an expert: 40 % in, 30 % out, 30 % as before; the same draw for the same epoch. */
export function randomExposure(
  seed: number,
  { symbol, epoch }: { symbol: string; epoch: number },
  before: number,
): number {
  const draw = hashKey(seed, hashText(symbol), hashText(RANDOM), epoch % 4_294_967_296) / 4_294_967_296;
  return controlledExposure(controlAction(draw), before);
}

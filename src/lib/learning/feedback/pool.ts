import { hashKey, hashText } from '../../core/random.ts';
import { RULE_EXPERTS } from '../experts/rules.ts';

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

/** The owner's first system as an expert: 40 % in, 30 % out, 30 % as before; the same draw for the same epoch. */
export function randomExposure(
  seed: number,
  { symbol, epoch }: { symbol: string; epoch: number },
  before: number,
): number {
  const draw = hashKey(seed, hashText(symbol), hashText(RANDOM), epoch % 4_294_967_296) / 4_294_967_296;
  if (draw < 0.4) return 1;
  return draw < 0.7 ? 0 : before;
}

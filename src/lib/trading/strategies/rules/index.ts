import { nearest, usageError } from '../../../core/errors.ts';
import type { RuleStrategy } from '../rule-strategy.ts';
import { bollinger } from './bollinger.ts';
import { breakout } from './breakout.ts';
import { buyAndHold } from './buy-and-hold.ts';
import { macd } from './macd.ts';
import { momentum } from './momentum.ts';
import { rsiReversion } from './rsi-reversion.ts';
import { smaCross } from './sma-cross.ts';

/** Every strategy that trades by a fixed rule, in the order in which people are shown them. */
export const RULE_STRATEGIES: readonly RuleStrategy[] = [
  smaCross,
  rsiReversion,
  macd,
  bollinger,
  breakout,
  momentum,
  buyAndHold,
];

/**
 * The rule of this name.
 * @param others strategies that are known too but are no rules (`forest`, `control`), for the error alone
 * @throws HiveError (usage) that lists the known names.
 */
export function ruleStrategy(name: string, others: readonly string[] = []): RuleStrategy {
  const found = RULE_STRATEGIES.find(strategy => strategy.id === name);
  if (found) return found;
  const known = [...others, ...RULE_STRATEGIES.map(strategy => strategy.id)];
  const near = nearest(name, known);
  throw usageError({
    code: 'UNKNOWN_STRATEGY',
    message: `There is no strategy "${name}"; there are ${known.join(', ')}.`,
    next: near
      ? `Did you mean "${near}"?`
      : 'Use one of these, or the path of your own (--strategy ./mine.ts).',
  });
}

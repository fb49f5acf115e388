import { usageError } from '../../core/errors.ts';
import type { RuleStrategy } from '../../trading/strategies/rule-strategy.ts';
import { RULE_STRATEGIES, ruleStrategy } from '../../trading/strategies/rules/index.ts';

export interface SweptStrategy {
  readonly strategy: RuleStrategy;
  /** What a worker thread finds it by: its name, or the absolute path of its file. */
  readonly reference: string;
  /** Of the user's own file. */
  readonly moduleSha256: string | null;
}

/**
 * The strategy to search, by name or by the path of the user's own module. Workers call it too: code does not cross
 * from one thread to another, names do.
 * @throws HiveError (usage) on an unknown one, and on those that have nothing to search.
 */
export async function sweptStrategy(name: string): Promise<SweptStrategy> {
  if (name === 'forest') throw forestIsNotSwept();
  if (name === 'control') throw controlHasNoParameters();
  if (RULE_STRATEGIES.some(({ id }) => id === name)) return named(name);
  // Only when it may be a file: what that needs takes a worker thread longer to load than all the rest.
  const { isStrategyFile, loadUserStrategy } = await import('../backtest/user-strategy.ts');
  if (!isStrategyFile(name)) return named(name);
  const own = await loadUserStrategy(name, process.cwd());
  return { strategy: own, reference: own.path, moduleSha256: own.sha256 };
}

const named = (name: string): SweptStrategy => ({
  ...{ strategy: ruleStrategy(name, ['forest', 'control']), reference: name, moduleSha256: null },
});

const forestIsNotSwept = () =>
  usageError({
    code: 'NOT_SWEPT',
    message:
      'The forest is not swept: each point would need its hundreds of trainings anew, and each would be one more try.',
    next: 'Change one setting at a time: hive backtest -p window=1000; every run counts as a try.',
  });

const controlHasNoParameters = () =>
  usageError({
    code: 'NOT_SWEPT',
    message: 'The control arm has no parameters: it is random.',
    next: 'hive backtest --strategy control --seed N runs it with another seed.',
  });

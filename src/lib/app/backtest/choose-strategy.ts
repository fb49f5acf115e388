import { ruleTrack } from '../../trading/strategies/make-track.ts';
import { parseParams } from '../../trading/strategies/params.ts';
import type { RuleStrategy } from '../../trading/strategies/rule-strategy.ts';
import { ruleStrategy } from '../../trading/strategies/rules/index.ts';
import type { Adapters } from '../adapters.ts';
import type { Choice } from './choice.ts';
import { controlChoice } from './control-choice.ts';
import { forestChoice } from './forest-choice.ts';
import type { BacktestRequest } from './request.ts';
import { isStrategyFile, loadUserStrategy } from './user-strategy.ts';

/** @throws HiveError (usage) on an unknown strategy or parameter, naming the known ones, or a module that is none. */
export async function chooseStrategy(
  adapters: Adapters,
  { strategy, params }: Pick<BacktestRequest, 'strategy' | 'params'>,
): Promise<Choice> {
  if (isStrategyFile(strategy)) {
    const own = await loadUserStrategy(strategy, process.cwd());
    return ruleChoice(own, params, own.sha256);
  }
  if (strategy === 'forest') return forestChoice(adapters, params);
  if (strategy === 'control') return controlChoice(adapters, params);
  return ruleChoice(ruleStrategy(strategy, HIVES), params, null);
}

/** The strategies that HIVE trades with. */
const HIVES = ['forest', 'control'] as const;

function ruleChoice(strategy: RuleStrategy, given: readonly string[], moduleSha256: string | null): Choice {
  const params = parseParams(strategy, given);
  return {
    name: strategy.id,
    params,
    moduleSha256,
    isHives: false,
    warmUpBars: strategy.warmUpBars(params),
    epochMs: null,
    tracks: async ({ symbols }) => ({
      tracks: symbols.map(({ series }) => ruleTrack(strategy, params, series)),
      walkForward: null,
      firstBars: null,
      breakEven: null,
    }),
  };
}

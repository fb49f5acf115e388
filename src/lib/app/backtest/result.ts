import type { Config } from '../../config/schema.ts';
import { shortHash } from '../../core/hash.ts';
import { intervalMs } from '../../core/interval.ts';
import { REGIME_NAMES, regimes } from '../../features/regime.ts';
import type { BacktestResult } from '../schemas/backtest.ts';
import { evidenceOf } from './evidence/evidence.ts';
import { describeExecution } from './execution-request.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { MeasureContext } from './measure/context.ts';
import { measure } from './measure/measure.ts';
import type { Plan, PlayedPlan } from './run-engine.ts';
import { dataOf, identityOf } from './run-identity.ts';

export interface Played extends PlayedPlan {
  readonly plan: Plan;
  readonly walkForward: BacktestResult['walk_forward'];
}

/** The whole result: identity, figures, evidence. A function of the run alone, so that equal runs give equal bytes. */
export function resultOf({ plan, input, run, engine, walkForward }: Played, config: Config): BacktestResult {
  const { bars, choice, execution } = plan;
  const context = measureContext(plan, input);
  const data = dataOf(bars);
  const identity = identityOf({ data, choice, execution }, engine, config);
  const fingerprint = fingerprintOf(identity);
  const { metrics, ...tables } = measure(run, context);
  return {
    id: shortHash(fingerprint),
    fingerprint,
    version: identity.version,
    seed: identity.seed,
    strategy: identity.strategy,
    params: { ...identity.params },
    module_sha256: identity.moduleSha256,
    data,
    execution: describeExecution(execution, engine),
    ...metrics,
    ...tables,
    evidence: evidenceOf(run, { ...context, seed: config.seed }),
    walk_forward: walkForward,
  };
}

function measureContext({ bars, tracks }: Plan, input: PlayedPlan['input']): MeasureContext {
  const named = bars.symbols.map(({ series }) => regimes(series));
  return {
    input,
    assetClasses: bars.symbols.map(({ instrument }) => instrument.assetClass),
    intervalMs: intervalMs(bars.interval),
    regimeOf: (symbol, bar) => REGIME_NAMES[named[symbol]![bar]!]!,
    tagOf: (symbol, bar) => tracks[symbol]!.tagOf(bar),
  };
}

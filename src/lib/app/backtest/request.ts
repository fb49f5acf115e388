import type { Config } from '../../config/schema.ts';
import { type BarsFlags, type BarsRequest, barsRequest } from './bars-request.ts';
import type { ExecutionFlags } from './execution-request.ts';
import { type FailCondition, parseCondition } from './fail-if.ts';

type Maybe<T> = T | undefined;

export const CHECKS = ['lookahead', 'warmup', 'engine'] as const;
export type CheckName = (typeof CHECKS)[number];

/** The flags of `hive backtest` as typed. */
export interface BacktestFlags extends BarsFlags, ExecutionFlags {
  readonly strategy?: Maybe<string>;
  readonly param?: Maybe<readonly string[]>;
  readonly check?: Maybe<readonly string[]>;
  readonly 'fail-if'?: Maybe<readonly string[]>;
  readonly export?: Maybe<string>;
  readonly report?: Maybe<string>;
}

export interface BacktestRequest {
  readonly bars: BarsRequest;
  /** Name of a strategy, or path of the user's own module. */
  readonly strategy: string;
  /** `name=value` texts, checked by the strategy's own schema. */
  readonly params: readonly string[];
  /** What costs and sizes depend on is only known with the bars and the strategy. */
  readonly execution: ExecutionFlags;
  readonly checks: readonly CheckName[];
  readonly conditions: readonly FailCondition[];
  readonly exportFolder: string | null;
  readonly reportFile: string | null;
}

/** @throws HiveError (usage) on the first flag that says nothing that can be done. */
export function backtestRequest(flags: BacktestFlags, config: Config): BacktestRequest {
  return {
    bars: barsRequest(flags, config),
    strategy: flags.strategy ?? 'forest',
    params: flags.param ?? [],
    execution: flags,
    checks: CHECKS.filter(name => flags.check?.includes(name)),
    conditions: (flags['fail-if'] ?? []).map(parseCondition),
    exportFolder: flags.export ?? null,
    reportFile: flags.report ?? null,
  };
}

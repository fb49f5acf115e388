import type { WalkForward } from '../../backtest/sweep/folds.ts';
import { OBJECTIVES, type Objective } from '../../backtest/sweep/score.ts';
import type { Config } from '../../config/schema.ts';
import { usageError } from '../../core/errors.ts';
import { type BarsFlags, type BarsRequest, barsRequest } from '../backtest/bars-request.ts';
import type { ExecutionFlags } from '../backtest/execution-request.ts';
import { parseShare } from '../backtest/shares.ts';

type Maybe<T> = T | undefined;

export const SEARCHES = ['grid', 'random', 'halving'] as const;
export type Search = (typeof SEARCHES)[number];

/** The flags of `hive sweep` as typed. */
export interface SweepFlags extends BarsFlags, ExecutionFlags {
  readonly strategy?: Maybe<string>;
  readonly param?: Maybe<readonly string[]>;
  readonly search?: Maybe<string>;
  readonly points?: Maybe<number>;
  readonly objective?: Maybe<string>;
  readonly folds?: Maybe<number>;
  readonly window?: Maybe<string>;
  readonly 'in-sample'?: Maybe<string>;
  readonly 'walk-forward'?: Maybe<boolean>;
  readonly workers?: Maybe<number>;
  readonly top?: Maybe<number>;
}

export interface SweepRequest {
  readonly bars: BarsRequest;
  /** Name of a rule, or path of the user's own module. */
  readonly strategy: string;
  /** Ranges as written: `fast=5:50:5`. */
  readonly ranges: readonly string[];
  readonly execution: ExecutionFlags;
  readonly search: Search;
  /** Points to draw; null for all of the grid. */
  readonly draw: number | null;
  readonly objective: Objective;
  /** Null: rank on the days that are searched, in sample. */
  readonly walkForward: WalkForward | null;
  /** Null: as many as the machine runs at a time. */
  readonly workers: number | null;
  readonly top: number;
}

const DEFAULT_FOLDS = 5;
const DEFAULT_SHARE = 0.5;
const DEFAULT_DRAW = 100;
const DEFAULT_TOP = 10;

/** @throws HiveError (usage) on the first flag that says nothing that can be done. */
export function sweepRequest(flags: SweepFlags, config: Config): SweepRequest {
  const search = SEARCHES.find(name => name === flags.search) ?? 'grid';
  if (search === 'grid' && flags.points !== undefined) throw pointsOfGrid();
  return {
    bars: barsRequest(flags, config),
    strategy: requiredStrategy(flags.strategy),
    ranges: flags.param ?? [],
    execution: flags,
    search,
    draw: search === 'random' ? (flags.points ?? DEFAULT_DRAW) : (flags.points ?? null),
    objective: OBJECTIVES.find(name => name === flags.objective) ?? 'sharpe',
    walkForward: flags['walk-forward'] === false ? null : walkForwardOf(flags),
    workers: flags.workers ?? null,
    top: flags.top ?? DEFAULT_TOP,
  };
}

function requiredStrategy(strategy: Maybe<string>): string {
  if (strategy !== undefined) return strategy;
  throw usageError({
    code: 'USAGE',
    message: 'It is not said what to search.',
    next: 'Name a strategy and a range: hive sweep --strategy sma-cross -p fast=5:50:5 -p slow=20:200:20.',
  });
}

function walkForwardOf(flags: SweepFlags): WalkForward {
  const share = flags['in-sample'];
  return {
    folds: flags.folds ?? DEFAULT_FOLDS,
    window: flags.window === 'rolling' ? 'rolling' : 'anchored',
    inSampleShare: share === undefined ? DEFAULT_SHARE : shareOf(share),
  };
}

function shareOf(text: string): number {
  const share = parseShare(text, { flag: 'in-sample', max: 0.95 });
  if (share >= 0.05) return share;
  throw usageError({
    code: 'USAGE',
    message: `--in-sample "${text}" leaves next to nothing to choose on.`,
    next: 'Write a share from 0.05 to 0.95.',
  });
}

const pointsOfGrid = () =>
  usageError({
    code: 'USAGE',
    message: 'A grid has the points that its ranges give; --points draws some.',
    next: 'Add --search random or --search halving, or leave --points out.',
  });

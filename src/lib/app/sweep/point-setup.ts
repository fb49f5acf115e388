import type { EngineInput, EngineRun } from '../../backtest/engine-run.ts';
import type { ExecutionModel } from '../../backtest/execution.ts';
import { runReplay } from '../../backtest/replay/run-replay.ts';
import type { SweepSetup, SweepSymbol } from '../../backtest/sweep/point-run.ts';
import { runTyped } from '../../backtest/typed/run-typed.ts';
import { HiveError } from '../../core/errors.ts';
import { ruleTrack } from '../../trading/strategies/make-track.ts';
import { sweptStrategy } from './swept-strategy.ts';

/** What a worker thread is made from: plain data. */
export interface SetupInput {
  /** Name, or absolute path of the user's own file. */
  readonly strategy: string;
  readonly symbols: readonly SweepSymbol[];
  readonly execution: ExecutionModel;
  readonly startingCents: number;
}

/** The same with its code: the strategy, its signals and the engine. */
export async function pointSetup({ strategy, ...rest }: SetupInput): Promise<SweepSetup> {
  const swept = await sweptStrategy(strategy);
  return { ...rest, strategy: swept.strategy, engine: play, track: ruleTrack };
}

/** The quick engine; amounts that are too large for it are played by the exact one, as in `hive backtest`. */
function play(input: EngineInput): EngineRun {
  try {
    return runTyped(input);
  } catch (error) {
    if (!(error instanceof HiveError && error.code === 'AMOUNT_TOO_LARGE')) throw error;
    return runReplay(input);
  }
}

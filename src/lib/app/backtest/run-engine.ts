import type { EngineInput, EngineRun } from '../../backtest/engine-run.ts';
import { runReplay } from '../../backtest/replay/run-replay.ts';
import { runTyped } from '../../backtest/typed/run-typed.ts';
import type { Config } from '../../config/schema.ts';
import { HiveError } from '../../core/errors.ts';
import type { SignalTrack } from '../../trading/signals.ts';
import { actionable } from '../../trading/strategies/make-track.ts';
import type { BacktestExecution } from '../schemas/backtest.ts';
import type { Choice, Tracks } from './choice.ts';
import type { Execution } from './execution-request.ts';
import { hiveTickSettings } from './hive-terms.ts';
import type { LoadedBars } from './loaded-bars.ts';

export interface Plan {
  readonly bars: LoadedBars;
  readonly choice: Choice;
  readonly execution: Execution;
  /** One for each symbol of the bars. */
  readonly tracks: readonly SignalTrack[];
  readonly breakEven: Tracks['breakEven'];
}

/** The run that the plan comes to, and the engine that made it. */
export interface PlayedPlan {
  readonly input: EngineInput;
  readonly run: EngineRun;
  readonly engine: BacktestExecution['engine'];
}

/** Plays the plan by the engine that fits it. */
export function playPlan(plan: Plan, config: Config): PlayedPlan {
  const input = engineInput(plan, config);
  return { input, ...played(input, plan, config) };
}

/** The same for other bars or signals of one plan. */
export const playInput = (input: EngineInput, plan: Plan, config: Config): EngineRun =>
  played(input, plan, config).run;

/**
 * HIVE's own sizing goes through the very step of a tick, everything else through the typed arrays, unless amounts are
 * too large for them: then the exact engine does it, more slowly.
 */
function played(input: EngineInput, plan: Plan, config: Config): Omit<PlayedPlan, 'input'> {
  if (input.execution.sizing.kind === 'hive') {
    const breakEven = plan.breakEven ? { breakEven: plan.breakEven } : {};
    const settings = { ...hiveTickSettings(config, plan), ...breakEven, keepsEntries: false };
    return { run: runReplay(input, settings), engine: 'replay' };
  }
  try {
    return { run: runTyped(input), engine: 'typed-array' };
  } catch (error) {
    if (!(error instanceof HiveError && error.code === 'AMOUNT_TOO_LARGE')) throw error;
    return { run: runReplay(input), engine: 'replay' };
  }
}

/** Where there is no risk step to refuse weak signals, they are none: the 70 % rule holds for every sizing. */
export function engineInput({ bars, execution, tracks }: Plan, { signal }: Config): EngineInput {
  const { model, startingCents } = execution;
  const isHive = model.sizing.kind === 'hive';
  return {
    symbols: bars.symbols.map(({ instrument, series, detail, firstBar }, i) => ({
      symbol: instrument.symbol,
      series,
      track: isHive ? tracks[i]! : actionable(tracks[i]!, signal.minConfidence),
      detail,
      firstBar,
    })),
    execution: model,
    startingCents,
  };
}

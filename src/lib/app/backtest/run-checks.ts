import { checkLookahead, type TracksOf } from '../../backtest/checks/lookahead.ts';
import { checkWarmUp } from '../../backtest/checks/warmup.ts';
import type { EngineInput, EngineRun } from '../../backtest/engine-run.ts';
import { firstDisagreement } from '../../backtest/first-disagreement.ts';
import { runReplay } from '../../backtest/replay/run-replay.ts';
import type { Config } from '../../config/schema.ts';
import type { BarSeries } from '../../core/bar-series.ts';
import { FEATURE_SET } from '../../features/feature-set.ts';
import type { CheckReport } from '../schemas/backtest.ts';
import type { CheckName } from './request.ts';
import { engineInput, type Plan, type PlayedPlan, playInput } from './run-engine.ts';

export interface Checked {
  readonly plan: Plan;
  readonly played: PlayedPlan;
  readonly config: Config;
}

/** Where a strategy learns, every cut trains anew. */
const POINTS_OF_LEARNER = 4;

/** The checks that were asked for, in their order. */
export async function runChecks(names: readonly CheckName[], checked: Checked): Promise<CheckReport[]> {
  const reports: CheckReport[] = [];
  for (const name of names) reports.push(await CHECK[name](checked));
  return reports;
}

const CHECK: Readonly<Record<CheckName, (checked: Checked) => Promise<CheckReport>>> = {
  lookahead,
  warmup: warmUp,
  engine: async ({ played }) => enginesAgree(played),
};

/** Learned strategies begin where the run began, whatever is cut off. */
const tracksOf =
  ({ plan, config }: Checked): TracksOf =>
  async all => {
    const symbols = plan.bars.symbols.map((loaded, i) => ({ ...loaded, series: all[i]! }));
    const { tracks } = await plan.choice.tracks({ ...plan.bars, symbols }, {});
    return engineInput({ ...plan, tracks }, config).symbols.map(({ track }) => track);
  };

async function lookahead(checked: Checked): Promise<CheckReport> {
  const { plan, played, config } = checked;
  const learns = plan.choice.name === 'forest';
  return checkLookahead({
    input: played.input,
    tracksOf: tracksOf(checked),
    run: input => playInput(input, plan, config),
    ...(learns ? { featuresOf, points: POINTS_OF_LEARNER } : {}),
  });
}

const featuresOf = (series: BarSeries) =>
  Object.fromEntries(FEATURE_SET.kernels.map(kernel => [kernel.name, kernel.batch(series)]));

function warmUp(checked: Checked): Promise<CheckReport> {
  return checkWarmUp({
    series: checked.played.input.symbols.map(({ series }) => series),
    warmUpBars: checked.plan.choice.warmUpBars,
    tracksOf: tracksOf(checked),
  });
}

/** Plays the run with the exact engine as well and compares the two, event for event. */
function enginesAgree({ input, run, engine }: PlayedPlan): CheckReport {
  const points = run.fills.length;
  const found = engine === 'replay' ? null : compare(input, run);
  return { name: 'engine', passed: found === null, points, found: found === null ? [] : [found] };
}

const compare = (input: EngineInput, run: EngineRun): string | null =>
  firstDisagreement(run, runReplay(input));

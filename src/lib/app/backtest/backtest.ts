import type { EngineRun } from '../../backtest/engine-run.ts';
import type { Adapters } from '../adapters.ts';
import { makeStateFolder } from '../private-folders.ts';
import type { BacktestOutput, BacktestResult } from '../schemas/backtest.ts';
import type { Tracks } from './choice.ts';
import { chooseStrategy } from './choose-strategy.ts';
import { holdEquity } from './evidence/buy-and-hold.ts';
import { executionOf } from './execution-request.ts';
import { exportResult } from './export.ts';
import { failures } from './fail-if.ts';
import { keepRun } from './history.ts';
import { notTradedLive } from './hive-terms.ts';
import { deflate, enterTry } from './ledger.ts';
import { loadBars } from './load-bars.ts';
import type { LoadedBars } from './loaded-bars.ts';
import type { BacktestRequest } from './request.ts';
import { resultOf } from './result.ts';
import { runChecks } from './run-checks.ts';
import { type Plan, type PlayedPlan, playPlan } from './run-engine.ts';

/** What a page of a backtest is made of. */
export interface ReportInput {
  readonly output: BacktestOutput;
  readonly bars: readonly LoadedBars['symbols'][number]['series'][];
  /** Equity of buy-and-hold: [open time of the bar in ms, dollars at its close]. */
  readonly benchmark: readonly (readonly [number, number])[];
  /** Of the program that writes the page. */
  readonly version: string;
}

export interface BacktestOptions {
  readonly onProgress?: (done: number, total: number) => void;
  /** Makes the page of --report; pages are drawn by the surface that asked. */
  readonly renderReport: (input: ReportInput) => Promise<string>;
}

export interface BacktestOutcome {
  readonly output: BacktestOutput;
  readonly warnings: readonly string[];
}

/** Bars → signals → engine → figures → evidence; the run is kept and counts as a try. */
export async function backtest(
  adapters: Adapters,
  request: BacktestRequest,
  options: BacktestOptions,
): Promise<BacktestOutcome> {
  const { config } = adapters;
  const choice = await chooseStrategy(adapters, request);
  const bars = await loadBars(adapters, request.bars, choice.warmUpBars);
  // Before the long work: where nothing can be kept there is none to be done.
  makeStateFolder(adapters.paths);
  const { walkForward, firstBars, ...said } = await choice.tracks(bars, options);
  const plan = planOf(adapters, request, { choice, bars: startingAt(bars, firstBars), ...said });
  const played = playPlan(plan, config);
  const result = resultOf({ ...played, plan, walkForward }, config);
  const deflation = await keep(adapters, result);
  const checks = await runChecks(request.checks, { plan, played, config });
  const judged = { ...result, deflation, checks, failed: [], exported: [] };
  const output = { ...judged, failed: failures(judged, request.conditions) };
  const exported = await write(adapters, request, { result, output, plan, played, options });
  return { output: { ...output, exported }, warnings: [...warningsOf(plan), ...untrained(result)] };
}

function planOf({ config }: Adapters, request: BacktestRequest, made: Omit<Plan, 'execution'>): Plan {
  const assetClasses = made.bars.symbols.map(({ instrument }) => instrument.assetClass);
  const { isHives } = made.choice;
  return { ...made, execution: executionOf(request.execution, { config, assetClasses, isHives }) };
}

/** A learned strategy begins when it has learned something, where the request does not say when. */
function startingAt(bars: LoadedBars, firstBars: Tracks['firstBars']): LoadedBars {
  if (!firstBars) return bars;
  return {
    ...bars,
    symbols: bars.symbols.map((loaded, i) => ({ ...loaded, firstBar: firstBars[i]! })),
  };
}

async function keep(adapters: Adapters, result: BacktestResult) {
  const store = await adapters.store();
  const atMs = adapters.clock.now();
  store.transaction(() => {
    keepRun(store.runs, result, atMs);
    enterTry(store, result, atMs);
  });
  return deflate(store, result);
}

interface Written {
  readonly result: BacktestResult;
  readonly output: BacktestOutput;
  readonly plan: Plan;
  readonly played: PlayedPlan;
  readonly options: BacktestOptions;
}

async function write(
  adapters: Adapters,
  { exportFolder, reportFile }: BacktestRequest,
  { result, output, plan, played, options }: Written,
): Promise<string[]> {
  if (exportFolder === null && reportFile === null) return [];
  const writeText = await adapters.textFileWriter();
  const { time, equity }: EngineRun = played.run;
  const files = exportFolder === null ? [] : exportResult(exportFolder, { result, time, equity }, writeText);
  if (reportFile === null) return files;
  const bars = plan.bars.symbols.map(({ series }) => series);
  const page = await options.renderReport({
    output,
    bars,
    benchmark: benchmarkOf(played),
    version: result.version,
  });
  await writeText(reportFile, page);
  return [...files, reportFile];
}

function benchmarkOf({ run, input }: PlayedPlan): (readonly [number, number])[] {
  const equity = holdEquity(run, input);
  return Array.from(run.time, (timeMs, i) => [timeMs, equity[i]!] as const);
}

function warningsOf({ bars, execution }: Plan): string[] {
  const symbols = bars.symbols.map(({ instrument }) => instrument.symbol);
  const foreign = execution.model.sizing.kind === 'hive' ? notTradedLive(symbols) : [];
  const notes = foreign.map(symbol => `HIVE does not trade ${symbol} outside of backtests.`);
  return [...bars.warnings, ...notes];
}

/** A learned strategy without a model trades nothing, which must not look like caution. */
function untrained({ walk_forward: walked }: BacktestResult): string[] {
  if (walked === null || walked.trainings > 0) return [];
  const refused = walked.folds.find(fold => fold.refused !== null)?.refused;
  return [`No model was trained, so nothing could be traded: ${refused ?? 'there are too few bars.'}`];
}

import type { Config } from '../../config/schema.ts';
import { closeTimeMs } from '../../core/bar-series.ts';
import { isoTime } from '../../core/clock.ts';
import { shortHash } from '../../core/hash.ts';
import { intervalMs } from '../../core/interval.ts';
import { REGIME_NAMES, regimes } from '../../features/regime.ts';
import type { BacktestData, BacktestResult } from '../schemas/backtest.ts';
import { codeVersion } from './code-version.ts';
import { evidenceOf } from './evidence/evidence.ts';
import { describeExecution } from './execution-request.ts';
import { fingerprintOf, hashBars } from './fingerprint.ts';
import type { LoadedBars } from './loaded-bars.ts';
import type { MeasureContext } from './measure/context.ts';
import { measure } from './measure/measure.ts';
import type { Plan, PlayedPlan } from './run-engine.ts';

export interface Played extends PlayedPlan {
  readonly plan: Plan;
  readonly walkForward: BacktestResult['walk_forward'];
}

/** The whole result: identity, figures, evidence. A function of the run alone, so that equal runs give equal bytes. */
export function resultOf({ plan, input, run, engine, walkForward }: Played, config: Config): BacktestResult {
  const { bars, choice, execution } = plan;
  const context = measureContext(plan, input);
  const data = dataOf(bars);
  const identity = {
    version: codeVersion(),
    seed: config.seed,
    strategy: choice.name,
    params: choice.params,
    moduleSha256: choice.moduleSha256,
    data,
    execution: describeExecution(execution, engine),
    settings: settingsThatCount(config, plan),
  };
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
    execution: identity.execution,
    ...metrics,
    ...tables,
    evidence: evidenceOf(run, { ...context, seed: config.seed }),
    walk_forward: walkForward,
  };
}

/** What of the configuration the run depends on, beside its flags. */
function settingsThatCount({ learning, signal, risk, trading }: Config, { choice, execution }: Plan): object {
  const isHives = choice.isHives || execution.model.sizing.kind === 'hive';
  return isHives ? { learning, signal, risk, epoch: trading.epoch, exits: trading.exits } : { signal };
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

function dataOf(bars: LoadedBars): BacktestData {
  const { symbols } = bars;
  const first = Math.min(...symbols.map(({ series, firstBar }) => series.time[firstBar]!));
  const last = Math.max(...symbols.map(({ series }) => closeTimeMs(series, series.length - 1)));
  return {
    source: bars.source,
    market: bars.market,
    symbols: symbols.map(({ instrument }) => instrument.symbol),
    interval: bars.interval,
    detail: bars.detail,
    from: isoTime(first),
    to: isoTime(last),
    bars: symbols.reduce((sum, { series, firstBar }) => sum + series.length - firstBar, 0),
    warm_up_bars: Math.max(...symbols.map(({ firstBar }) => firstBar)),
    sha256: hashBars(symbols),
    repairs: [...bars.repairs],
    dropped: [...bars.dropped],
    notes: [...bars.notes],
  };
}

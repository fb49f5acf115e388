import type { Config } from '../../config/schema.ts';
import { closeTimeMs } from '../../core/bar-series.ts';
import { isoTime } from '../../core/clock.ts';
import type { BacktestData, BacktestExecution } from '../schemas/backtest.ts';
import type { Choice } from './choice.ts';
import { codeVersion } from './code-version.ts';
import { describeExecution, type Execution } from './execution-request.ts';
import { hashBars, type RunIdentity } from './fingerprint.ts';
import type { LoadedBars } from './loaded-bars.ts';

/** What of a plan says which run it is. */
export interface Identified {
  readonly data: BacktestData;
  readonly choice: Pick<Choice, 'name' | 'params' | 'moduleSha256' | 'isHives'>;
  readonly execution: Execution;
}

/** All that the result of a run depends on. */
export function identityOf(
  { data, choice, execution }: Identified,
  engine: BacktestExecution['engine'],
  config: Config,
): RunIdentity {
  return {
    version: codeVersion(),
    seed: config.seed,
    strategy: choice.name,
    params: choice.params,
    moduleSha256: choice.moduleSha256,
    data,
    execution: describeExecution(execution, engine),
    settings: settingsThatCount(config, { choice, execution }),
  };
}

/** What of the configuration the run depends on, beside its flags. */
function settingsThatCount(
  { learning, signal, risk, trading }: Config,
  { choice, execution }: Omit<Identified, 'data'>,
): object {
  const isHives = choice.isHives || execution.model.sizing.kind === 'hive';
  return isHives ? { learning, signal, risk, epoch: trading.epoch, exits: trading.exits } : { signal };
}

/** What a result says of its bars. */
export function dataOf(bars: LoadedBars): BacktestData {
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

/**
 * Times the forest of a backtest: five years of hourly bars of the simulated BTC/USD, retrained every day on 500
 * samples x 8 features x 100 trees, bets of one day. Usage: node bench/forest-walk-forward.ts [workers…]
 */
import { availableParallelism, cpus } from 'node:os';
import { forestParams } from '../src/lib/app/backtest/forest-params.ts';
import { type ForestTracks, forestTracks } from '../src/lib/app/backtest/forest-tracks.ts';
import { configSchema } from '../src/lib/config/schema.ts';
import { parseInstrument } from '../src/lib/core/instrument.ts';
import { HOUR_MS } from '../src/lib/core/interval.ts';
import { forestLearner } from '../src/lib/learning/forest/learner.ts';
import { SimulatedMarket } from '../src/lib/market/simulated/simulated-market.ts';

const BAR_SECONDS = 60;
const BARS = 43_800;
/** Bars before the first that may trade: a full window, the horizon, and what the overconfidence test looks at. */
const WARM_UP_BARS = 720;

const instrument = parseInstrument('BTC/USD');
const config = configSchema.parse({ market: { interval: '1h' } });
const endMs = Date.UTC(2026, 5, 1);
const startMs = endMs - BARS * HOUR_MS;

const series = await new SimulatedMarket({ seed: config.seed }).bars({
  instrument,
  interval: '1h',
  fromMs: startMs - WARM_UP_BARS * HOUR_MS,
  toMs: endMs,
  asOfMs: endMs,
});

interface Timed {
  readonly seconds: number;
  /** Of all threads: what counts on a machine that others use too. */
  readonly cpuSeconds: number;
  readonly result: ForestTracks;
}

async function timed(workers: number): Promise<Timed> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const result = await forestTracks({
    symbols: [{ ...instrument, series }],
    config,
    params: Object.fromEntries(
      Object.entries(forestParams(config)).map(([name, spec]) => [name, spec.default]),
    ),
    learner: forestLearner,
    seed: config.seed,
    firstMs: startMs,
    workers,
  });
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6, result };
}

const given = process.argv.slice(2).map(Number);
console.log(`${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.versions.node}`);
console.log(`${series.length} bars, ${series.length - WARM_UP_BARS} of them played (${BARS / 24} days)`);
const percent = (share: number | null) => (share === null ? '-' : `${(100 * share).toFixed(2)} %`);
for (const workers of given.length > 0 ? given : [2, 1]) {
  const { seconds, cpuSeconds, result } = await timed(workers);
  const { walkForward: record } = result;
  console.log(
    `${workers} worker${workers === 1 ? '' : 's'}: ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of CPU) for ` +
      `${record.trainings} trainings, ${((1000 * cpuSeconds) / record.trainings).toFixed(1)} ms of CPU each; ` +
      `bar on 2: ${BAR_SECONDS} s`,
  );
  console.log(
    `  n ${record.n}, accuracy ${percent(record.accuracy)} (${percent(record.accuracy_low)} to ` +
      `${percent(record.accuracy_high)}), majority ${percent(record.majority)}, log loss ` +
      `${record.log_loss?.toFixed(4)}, climatology ${record.climatology_log_loss?.toFixed(4)}, ` +
      `refused ${record.folds.filter(fold => fold.refused !== null).length}`,
  );
  if (workers === 2 && seconds > BAR_SECONDS) process.exitCode = 1;
}

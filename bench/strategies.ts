/** Nanoseconds a bar of each rule, its defaults, on one core: a million simulated minutes in chunks of 65,536. */
import { join } from 'node:path';
import { loadUserStrategy } from '../src/lib/app/backtest/user-strategy.ts';
import { sliceSeries } from '../src/lib/core/bar-series.ts';
import { parseParams } from '../src/lib/trading/strategies/params.ts';
import { RULE_STRATEGIES } from '../src/lib/trading/strategies/rules/index.ts';
import { walkBars } from '../test/support/engine-runs.ts';

const BARS = 1_000_000;
const CHUNK = 65_536;
const RUNS = 25;
const series = walkBars(BARS, 1, { interval: '1m', deviation: 0.0005 });
const starts = Array.from({ length: Math.ceil(BARS / CHUNK) }, (_, i) => i * CHUNK);

/** Of each chunk the quickest of a few runs, summed: what else the machine does only ever adds. */
function nanosecondsPerBar(begin: () => (from: number) => unknown): number {
  const best = new Float64Array(starts.length).fill(Infinity);
  for (let run = 0; run < RUNS; run++) {
    const advance = begin();
    starts.forEach((from, chunk) => {
      const start = performance.now();
      advance(from);
      best[chunk] = Math.min(best[chunk]!, performance.now() - start);
    });
  }
  return (best.reduce((sum, milliseconds) => sum + milliseconds, 0) * 1e6) / BARS;
}

const report = (name: string, begin: () => (from: number) => unknown) =>
  console.log(`${name.padEnd(14)} ${nanosecondsPerBar(begin).toFixed(1).padStart(6)} ns a bar`);

/** The loop that any look at every close has to pay for. */
function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

report('sum of closes', () => from => sumOf(series.close.subarray(from, from + CHUNK)));
const codes = new Int8Array(BARS);
const example = join(import.meta.dirname, '../examples/strategies/dip-buyer.ts');
for (const strategy of [...RULE_STRATEGIES, await loadUserStrategy(example, '.')]) {
  const params = parseParams(strategy, []);
  report(strategy.id, () => {
    const stream = strategy.start(params);
    return from =>
      stream.advance(
        sliceSeries(series, from, from + CHUNK),
        codes.subarray(from, Math.min(BARS, from + CHUNK)),
      );
  });
}

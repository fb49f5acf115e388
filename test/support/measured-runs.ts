import fc from 'fast-check';
import type { MeasureContext } from '../../src/lib/app/backtest/measure/context.ts';
import { result } from '../../src/lib/app/schemas/backtest.ts';
import type { EngineInput } from '../../src/lib/backtest/engine-run.ts';
import type { ExecutionModel } from '../../src/lib/backtest/execution.ts';
import { intervalMs } from '../../src/lib/core/interval.ts';
import { COSTLY, engineInput, execution, type PlannedTrade, playTrades, walkBars } from './engine-runs.ts';

/** Tags by the parity of the bar and regimes by thirds, so that groups have something to group. */
export const measureContext = (input: EngineInput): MeasureContext => ({
  input,
  assetClasses: input.symbols.map(() => 'crypto'),
  intervalMs: intervalMs(input.symbols[0]!.series.interval),
  regimeOf: (_symbol, bar) => ['calm', 'wild', 'up'][((bar % 3) + 3) % 3]!,
  tagOf: (_symbol, bar) => (bar % 2 === 0 ? 'even' : 'odd'),
});

/** The part of a result that `measure` makes. */
export const measuredShape = result.pick({
  results_per_pair: true,
  left_open_trades: true,
  results_per_enter_tag: true,
  exit_reason_summary: true,
  mix_tag_stats: true,
  results_per_regime: true,
  periodic_breakdown: true,
  trades: true,
  equity: true,
  equity_every: true,
});

const BARS = 80;

const MODELS: readonly Partial<ExecutionModel>[] = [
  {},
  COSTLY,
  { ...COSTLY, fees: { takerPpm: 2_500, makerPpm: null, takenIn: 'asset' }, closeAtEnd: 'keep' },
  { ...COSTLY, fill: 'signal-close', sizing: { kind: 'fraction', ppm: 500_000 } },
  { ...COSTLY, sizing: { kind: 'notional', cents: 20_000 }, closeAtEnd: 'keep' },
];

/** Trades one after the other from gaps and lengths; the last one stays open when it would end after the bars. */
function planOf(
  steps: readonly (readonly [number, number])[],
  symbol: number,
  short: boolean,
): PlannedTrade[] {
  const plan: PlannedTrade[] = [];
  let bar = 0;
  for (const [gap, length] of steps) {
    const entryBar = bar + gap;
    if (entryBar >= BARS) break;
    const exitBar = entryBar + length;
    const side = short && plan.length % 2 === 1 ? 'short' : 'long';
    plan.push({ symbol, side, entryBar, exitBar: exitBar < BARS ? exitBar : null });
    bar = exitBar + 1;
    if (exitBar >= BARS) break;
  }
  return plan;
}

const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 15 })), {
  maxLength: 12,
});

/** Runs of one or two symbols with random trades, under all kinds of costs. */
export const measuredRuns = ({ short = true } = {}) =>
  fc
    .record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      model: fc.constantFrom(...MODELS),
      first: steps,
      second: fc.option(steps),
    })
    .map(({ seed, model, first, second }) => {
      const symbols = second ? ['BTC/USD', 'ETH/USD'] : ['BTC/USD'];
      const series = symbols.map((symbol, k) => walkBars(BARS, seed + k, { symbol, interval: '4h' }));
      // Two symbols share the cash, so that each can only put in a part of it.
      const shared = second ? { sizing: { kind: 'notional', cents: 20_000 } as const } : {};
      const input = engineInput(series, execution({ ...model, ...shared }));
      const plan = [...planOf(first, 0, short), ...(second ? planOf(second, 1, short) : [])];
      return { run: playTrades(input, plan), input, context: measureContext(input) };
    });

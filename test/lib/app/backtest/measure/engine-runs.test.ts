import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evidenceOf } from '../../../../../src/lib/app/backtest/evidence/evidence.ts';
import { measure } from '../../../../../src/lib/app/backtest/measure/measure.ts';
import { evidence, metrics } from '../../../../../src/lib/app/schemas/backtest.ts';
import type { EngineInput, EngineRun } from '../../../../../src/lib/backtest/engine-run.ts';
import { randomArms } from '../../../../../src/lib/backtest/random-arms.ts';
import { profitAt, roundTripsOf } from '../../../../../src/lib/backtest/round-trips.ts';
import { runTyped } from '../../../../../src/lib/backtest/typed/run-typed.ts';
import { HiveError } from '../../../../../src/lib/core/errors.ts';
import { assertClose } from '../../../../support/approx.ts';
import { measureContext, measuredShape } from '../../../../support/measured-runs.ts';
import { anyInput } from '../../../../support/random-engine-input.ts';

/** What the quick engine makes of it; null where it says that it cannot hold the amounts. */
function played(input: EngineInput): EngineRun | null {
  try {
    return runTyped(input);
  } catch (error) {
    if (error instanceof HiveError) return null;
    throw error;
  }
}

/** Runs of the quick engine that have a bar to measure. */
const runs = anyInput
  .map(input => ({ input, run: played(input)! }))
  .filter(({ run }) => run !== null && run.time.length > 0);

describe('runs of the quick engine', () => {
  it('are measured in the shape of the result, whatever the market and the costs', () => {
    fc.assert(
      fc.property(runs, ({ input, run }) => {
        const context = measureContext(input);
        const { metrics: summary, ...rest } = measure(run, context);
        metrics.parse(summary);
        measuredShape.parse(rest);
        evidence.parse(evidenceOf(run, { ...context, seed: 1, arms: 5, resamples: 5 }));
      }),
      { numRuns: 150 },
    );
  });

  it('have trades whose profits are the change of equity', () => {
    fc.assert(
      fc.property(runs, ({ input, run }) => {
        const { metrics: summary, trades } = measure(run, measureContext(input));
        const total = trades.reduce((sum, trade) => sum + trade.profit_abs, 0);
        assertClose([total], [summary.profit_total_abs], 0.011 * (1 + input.symbols.length));
      }),
      { numRuns: 200 },
    );
  });

  it('can be drawn again at random places, and their own places give their own profit', () => {
    // Trades that end where signals fill: with signals that fill at closes, time ends a trade at an open instead.
    const plain = (input: EngineInput): EngineInput => ({
      ...input,
      execution: {
        ...input.execution,
        volume: { capPpm: null },
        entry: { triggerPpb: null },
        exits: {
          stopLossPpb: null,
          takeProfitPpb: null,
          trailingStopPpb: null,
          maxBars: input.execution.fill === 'next-open' ? input.execution.exits.maxBars : null,
          inside: true,
        },
      },
      symbols: input.symbols.map(one => ({
        ...one,
        detail: null,
        track: { ...one.track, widths: null },
      })),
    });
    fc.assert(
      fc.property(runs, ({ input }) => {
        const own = plain({ ...input, symbols: input.symbols.slice(0, 1) });
        const run = played(own);
        if (run === null) return;
        assert.ok(randomArms(run, own, { arms: 3, seed: 1 }).profits.every(Number.isFinite));
        const trips = roundTripsOf(run, own);
        const order = trips.symbols.map(({ entries }) => Int32Array.from(entries, (_, k) => k));
        const entries = trips.symbols.map(one => one.entries);
        assertClose([profitAt(trips, entries, order)], [trips.profit], 0.02 + 0.01 * run.trades.length);
      }),
      { numRuns: 200 },
    );
  });
});

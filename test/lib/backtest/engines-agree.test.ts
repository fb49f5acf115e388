import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EngineInput, EngineRun } from '../../../src/lib/backtest/engine-run.ts';
import { runReplay } from '../../../src/lib/backtest/replay/run-replay.ts';
import { runTyped } from '../../../src/lib/backtest/typed/run-typed.ts';
import { HiveError } from '../../../src/lib/core/errors.ts';
import { anyBacktest, plainRun } from '../../support/random-backtests.ts';

/** The typed-array engine refuses amounts above 2^53; a few of the random backtests come to some. */
function typedRun(input: EngineInput): EngineRun | null {
  try {
    return runTyped(input);
  } catch (error) {
    if (error instanceof HiveError && error.code === 'AMOUNT_TOO_LARGE') return null;
    throw error;
  }
}

describe('the typed-array engine and the replay engine', () => {
  it('make the same fills, trades, rejections, cash and bit-identical equity of any backtest', () => {
    const property = fc.property(anyBacktest, input => {
      const typed = typedRun(input);
      if (typed) assert.deepEqual(plainRun(typed), plainRun(runReplay(input)));
    });
    fc.assert(property, { numRuns: Number(process.env.ENGINE_RUNS ?? 300) });
  });

  it('are compared on backtests that come to every kind of exit and rejection, hardly any of them refused', () => {
    const drawn = fc.sample(anyBacktest, { numRuns: 2_000, seed: 7 }).map(typedRun);
    const runs = drawn.filter(run => run !== null);
    assert.ok(runs.length > 1_950, `${runs.length} of 2000`);
    const seen = new Set(
      runs.flatMap(run => [
        ...Object.keys(run.rejected),
        ...Array.from({ length: run.fills.length }, (_, index) => run.fills.at(index).reason),
      ]),
    );
    assert.deepEqual([...seen].sort(), [
      'END_OF_DATA',
      'ENTRY_SIGNAL',
      'EXIT_SIGNAL',
      'EXIT_STOP',
      'EXIT_TARGET',
      'EXIT_TIME',
      'EXIT_TRAILING',
      'LIQUIDATED',
      'NOT_TRIGGERED',
      'NO_CASH',
      'NO_VOLUME',
    ]);
  });
});

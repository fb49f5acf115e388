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
    const seen = new Set<string>();
    let refused = 0;
    const property = fc.property(anyBacktest, input => {
      const typed = typedRun(input);
      if (!typed) {
        refused++;
        return;
      }
      const plain = plainRun(typed);
      assert.deepEqual(plain, plainRun(runReplay(input)));
      for (const { reason } of plain.fills) seen.add(reason);
      for (const reason of Object.keys(plain.rejected)) seen.add(reason);
    });
    const runs = Number(process.env.ENGINE_RUNS ?? 300);
    fc.assert(property, { numRuns: runs });
    assert.ok(refused < runs / 20, `${refused} of ${runs} refused`);
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

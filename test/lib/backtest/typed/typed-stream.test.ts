import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EngineInput } from '../../../../src/lib/backtest/engine-run.ts';
import { runMerged } from '../../../../src/lib/backtest/typed/run-merged.ts';
import { runTyped } from '../../../../src/lib/backtest/typed/run-typed.ts';
import { TypedStream } from '../../../../src/lib/backtest/typed/typed-stream.ts';
import { type BarSeries, indexAtOrAfter, sliceSeries } from '../../../../src/lib/core/bar-series.ts';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { FREE, seriesOf } from '../../../support/engine-input.ts';
import { anyBacktest, anyPlainBacktest, plainRun } from '../../../support/random-backtests.ts';

/** A few random backtests come to amounts above 2^53; the refusal then is the result that must be the same. */
function outcome(run: () => ReturnType<typeof runTyped>) {
  try {
    return plainRun(run());
  } catch (error) {
    if (error instanceof HiveError && error.code === 'AMOUNT_TOO_LARGE') return error.code;
    throw error;
  }
}

function streamed({ symbols, execution, startingCents }: EngineInput, cuts: readonly number[]) {
  const { series, track, firstBar } = symbols[0]!;
  const stream = new TypedStream({ execution, startingCents, firstBar, widths: track.widths });
  const ends = [...cuts.map(cut => cut % (series.length + 1)), series.length].sort((a, b) => a - b);
  let from = 0;
  for (const end of ends) {
    stream.advance(sliceSeries(series, from, end), track.codes.subarray(from, end));
    from = end;
  }
  return stream.finish();
}

/** What is known before `timeMs`. */
function cutAt(input: EngineInput, timeMs: number): EngineInput {
  const before = (series: BarSeries) => sliceSeries(series, 0, indexAtOrAfter(series, timeMs));
  return {
    ...input,
    symbols: input.symbols.map(symbol => ({
      ...symbol,
      series: before(symbol.series),
      detail: symbol.detail && before(symbol.detail),
    })),
  };
}

describe('a typed stream', () => {
  it('makes the same run of any way of cutting the bars into chunks', () => {
    const property = fc.property(anyPlainBacktest, fc.array(fc.nat(100), { maxLength: 8 }), (input, cuts) => {
      assert.deepEqual(
        outcome(() => streamed(input, cuts)),
        outcome(() => runTyped(input)),
      );
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('makes the same run as the engine for several symbols, which plays every bar', () => {
    const property = fc.property(anyPlainBacktest, input => {
      assert.deepEqual(
        outcome(() => runTyped(input)),
        outcome(() => runMerged(input)),
      );
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('keeps times on and off the grid', () => {
    const all = seriesOf(Array(9).fill([100, 100, 100, 100]));
    const kept = [0, 1, 2, 5, 6, 8];
    const time = Float64Array.from(kept, k => all.time[k]!);
    const series = { ...sliceSeries(all, 0, kept.length), time };
    const stream = new TypedStream({ execution: FREE, startingCents: 1, firstBar: 1 });
    for (let k = 0; k < kept.length; k++) stream.advance(sliceSeries(series, k, k + 1), new Int8Array(1));
    assert.deepEqual([...stream.finish().time], [...time.subarray(1)]);
  });

  it('of no bars is an empty run', () => {
    const run = new TypedStream({ execution: FREE, startingCents: 5, firstBar: 0 }).finish();
    assert.deepEqual(plainRun(run), {
      ...{ time: [], equity: [], trades: [], fills: [], rejected: {} },
      ...{ barsInMarket: 0, cashCents: 5 },
    });
  });
});

describe('the future', () => {
  it('cut off changes no fill and no equity before the cut', () => {
    const property = fc.property(anyBacktest, fc.double({ min: 0, max: 1, noNaN: true }), (drawn, share) => {
      const input = { ...drawn, execution: { ...drawn.execution, closeAtEnd: 'keep' as const } };
      const whole = outcome(() => runTyped(input));
      if (typeof whole === 'string' || whole.time.length === 0) return;
      const cutMs = whole.time[Math.floor(share * (whole.time.length - 1))]!;
      const part = plainRun(runTyped(cutAt(input, cutMs)));
      const bars = whole.time.indexOf(cutMs);
      assert.deepEqual(part.time, whole.time.slice(0, bars));
      assert.deepEqual(part.equity, whole.equity.slice(0, bars));
      const earlier = whole.fills.filter(
        ({ symbol, bar }) => input.symbols[symbol]!.series.time[bar]! < cutMs,
      );
      assert.deepEqual(part.fills, earlier);
    });
    fc.assert(property, { numRuns: 300 });
  });
});

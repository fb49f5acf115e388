import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EngineInput, EngineRun } from '../../../src/lib/backtest/engine-run.ts';
import type { ExecutionModel } from '../../../src/lib/backtest/execution.ts';
import { randomArms } from '../../../src/lib/backtest/random-arms.ts';
import { RandomPlacement } from '../../../src/lib/backtest/random-placement.ts';
import { profitAt, roundTripsOf } from '../../../src/lib/backtest/round-trips.ts';
import { mulberry32 } from '../../../src/lib/core/random.ts';
import {
  COSTLY,
  engineInput,
  execution,
  type PlannedTrade,
  playTrades,
  walkBars,
} from '../../support/engine-runs.ts';

/** Trades of a strategy without skill: 8 bars long at random places of `bars` bars, without overlap. */
function unskilled(bars: number, count: number, seed: number): PlannedTrade[] {
  const lengths = new Int32Array(count).fill(8);
  const entries = new Int32Array(count);
  new RandomPlacement(lengths, bars - 1).draw(entries, new Int32Array(count), mulberry32(seed));
  return [...entries].map(entryBar => ({ entryBar, exitBar: entryBar + 8 }));
}

/** Profit of the run's own placement by the arithmetic of the arms. */
function ownPlacement(run: EngineRun, input: EngineInput): number {
  const trips = roundTripsOf(run, input);
  const order = trips.symbols.map(({ entries }) => Int32Array.from(entries, (_, k) => k));
  return profitAt(
    trips,
    trips.symbols.map(({ entries }) => entries),
    order,
  );
}

const dollars = (run: EngineRun, input: EngineInput): number =>
  run.equity.at(-1)! - input.startingCents / 100;

const PLAN: readonly PlannedTrade[] = [
  { entryBar: 2, exitBar: 9 },
  { entryBar: 9, exitBar: 20, side: 'short' },
  { entryBar: 21, exitBar: 22 },
  { entryBar: 30, exitBar: 55 },
];

describe('profitAt', () => {
  const MODELS: Readonly<Record<string, Partial<ExecutionModel>>> = {
    'without costs': {},
    'with fees, spread and slippage in cash': COSTLY,
    'with fees in coins': { ...COSTLY, fees: { takerPpm: 2_500, makerPpm: null, takenIn: 'asset' } },
    'with the spread on the entry': { ...COSTLY, spread: { ppm: 3_000, on: 'entry' } },
    'at the close of the signal': { ...COSTLY, fill: 'signal-close' },
    'with a fixed notional': { ...COSTLY, sizing: { kind: 'notional', cents: 50_000 } },
    'with a share of equity': { ...COSTLY, sizing: { kind: 'fraction', ppm: 400_000 } },
    'in whole shares of a fixed notional': {
      ...COSTLY,
      sizing: { kind: 'notional', cents: 50_000 },
      unitNanos: 1_000_000_000,
    },
  };
  for (const [name, model] of Object.entries(MODELS)) {
    it(`is the profit of the engine for its own placement, ${name}`, () => {
      const input = engineInput([walkBars(60, 3)], execution(model));
      const run = playTrades(input, PLAN);
      assert.ok(Math.abs(ownPlacement(run, input) - dollars(run, input)) < 0.03);
    });
  }

  it('is so for two symbols with fixed sizes and a first bar', () => {
    const series = [walkBars(80, 4), walkBars(80, 5, { symbol: 'ETH/USD' })];
    const model = execution({ ...COSTLY, sizing: { kind: 'notional', cents: 70_000 } });
    const input = engineInput(series, model, { firstBar: 10 });
    const run = playTrades(input, [
      { entryBar: 12, exitBar: 30 },
      { symbol: 1, entryBar: 10, exitBar: 79, side: 'short' },
      { entryBar: 30, exitBar: 42, side: 'short' },
    ]);
    assert.ok(Math.abs(ownPlacement(run, input) - dollars(run, input)) < 0.03);
  });

  it('is so for a trade that stays open, at the last close', () => {
    const input = engineInput([walkBars(60, 6)], execution({ ...COSTLY, closeAtEnd: 'keep' }));
    const run = playTrades(input, [...PLAN, { entryBar: 57, exitBar: null }]);
    assert.ok(Math.abs(ownPlacement(run, input) - dollars(run, input)) < 0.03);
  });

  it('is so for a trade that ends at the last close', () => {
    const input = engineInput([walkBars(60, 6)], execution({ ...COSTLY, closeAtEnd: 'last-close' }));
    const end = { exitBar: 59, exitAt: 'close', reason: 'END_OF_DATA' } as const;
    const run = playTrades(input, [...PLAN, { entryBar: 57, ...end }]);
    assert.ok(Math.abs(ownPlacement(run, input) - dollars(run, input)) < 0.03);
  });
});

describe('randomArms', () => {
  const series = walkBars(1_000, 11);
  const input = engineInput([series], execution(COSTLY));

  it('draws the same arms from the same seed, and others from another', () => {
    const run = playTrades(input, unskilled(1_000, 30, 1));
    const [one, same, other] = [5, 5, 6].map(seed => randomArms(run, input, { arms: 50, seed }));
    assert.deepEqual(one, same);
    assert.notDeepEqual(one!.profits, other!.profits);
  });

  it('gives a strategy without skill a p-value that is uniform', () => {
    const found = Array.from({ length: 200 }, (_, seed) => {
      const run = playTrades(input, unskilled(1_000, 20, seed));
      return randomArms(run, input, { arms: 99, seed: seed + 1_000 }).pValue!;
    }).sort((a, b) => a - b);
    const distance = Math.max(...found.map((p, i) => Math.abs(p - (i + 0.5) / found.length)));
    // Kolmogorov-Smirnov at 1 % with 200 values: 1.63 / √200.
    assert.ok(distance < 0.115, `${distance}`);
  });

  it('gives foresight a small p-value, and its opposite a large one', () => {
    const rises = [...series.close.keys()]
      .filter(i => i % 10 === 0 && i < 990 && series.open[i + 8]! > 1.06 * series.open[i]!)
      .slice(0, 15);
    const long = playTrades(
      input,
      rises.map(entryBar => ({ entryBar, exitBar: entryBar + 8 })),
    );
    const short = playTrades(
      input,
      rises.map(entryBar => ({ entryBar, exitBar: entryBar + 8, side: 'short' as const })),
    );
    const seer = randomArms(long, input, { arms: 999, seed: 1 });
    assert.equal(seer.pValue, 0.001);
    assert.equal(seer.percentile, 1);
    assert.equal(randomArms(short, input, { arms: 999, seed: 1 }).pValue, 1);
  });

  it('finds nothing special in a trade that has only one place', () => {
    const run = playTrades(input, [{ entryBar: 0, exitBar: 999, reason: 'END_OF_DATA' }]);
    const whole = { ...input, execution: execution({ ...COSTLY, closeAtEnd: 'last-close' }) };
    const end = { exitBar: 999, exitAt: 'close', reason: 'END_OF_DATA' } as const;
    const held = playTrades(whole, [{ entryBar: 0, ...end }]);
    const arms = randomArms(held, whole, { arms: 20, seed: 1 });
    assert.deepEqual([arms.percentile, arms.pValue], [0, 1]);
    assert.equal(new Set(arms.profits).size, 1);
    assert.equal(new Set(randomArms(run, input, { arms: 20, seed: 1 }).profits).size, 2);
  });

  it('has nothing to say without trades', () => {
    const arms = randomArms(playTrades(input, []), input, { arms: 10, seed: 1 });
    assert.deepEqual([arms.percentile, arms.pValue, ...arms.profits], [null, null, ...new Array(10).fill(0)]);
  });
});

describe('RandomPlacement', () => {
  it('never lets stretches overlap or leave the steps', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(lengths, fc.nat(200), fc.nat(), (values, free, seed) => {
        const stretches = Int32Array.from(values);
        const steps = values.reduce((sum, length) => sum + length, 0) + free;
        const entries = new Int32Array(values.length);
        const order = Int32Array.from(values, (_, k) => k);
        new RandomPlacement(stretches, steps).draw(entries, order, mulberry32(seed));
        let end = 0;
        entries.forEach((entry, k) => {
          assert.ok(entry >= end);
          end = entry + stretches[k]!;
        });
        assert.ok(end <= steps);
      }),
    );
  });

  it('draws every arrangement equally often', () => {
    // Two stretches of 2 and 1 on 5 steps: 2 free ones, so C(4, 2) = 6 arrangements of one order.
    const placement = new RandomPlacement(Int32Array.of(2, 1), 5);
    const random = mulberry32(9);
    const seen = new Map<string, number>();
    const entries = new Int32Array(2);
    for (let i = 0; i < 6_000; i++) {
      placement.draw(entries, Int32Array.of(0, 1), random);
      seen.set(entries.join(), (seen.get(entries.join()) ?? 0) + 1);
    }
    assert.deepEqual([...seen.keys()].sort(), ['0,2', '0,3', '0,4', '1,3', '1,4', '2,4']);
    // Chi-squared with 5 degrees of freedom: 20.5 at 0.1 %.
    const chi = [...seen.values()].reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    assert.ok(chi < 20.5, `${chi}`);
  });

  it('refuses stretches that do not fit', () => {
    assert.throws(() => new RandomPlacement(Int32Array.of(3, 3), 5), /6 steps do not fit into 5/);
  });
});

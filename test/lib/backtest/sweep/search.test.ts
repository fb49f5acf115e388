import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type RunStage, type SearchOptions, search } from '../../../../src/lib/backtest/sweep/search.ts';
import { mulberry32, normal } from '../../../../src/lib/core/random.ts';
import type { Params } from '../../../../src/lib/trading/strategies/rule-strategy.ts';

const START = 1_000;
const points = (count: number): Params[] => Array.from({ length: count }, (_, fast) => ({ fast }));

/** Each point earns its own steady part of what `quality` says, with noise of its own. */
const steady =
  (quality: (fast: number) => number, noise = 0): RunStage =>
  async (stage, params) => {
    const { from, to } = stage ?? { from: 0, to: 900 };
    return params.map(({ fast }) => {
      const random = mulberry32(Number(fast));
      let dollars = START;
      const days = Array.from({ length: to }, (_, day) => {
        const change = quality(Number(fast)) + noise * normal(random) + (day % 2 ? 1e-3 : -1e-3);
        if (day >= from) dollars *= 1 + change;
        return dollars;
      });
      return { trades: 1, equity: Float64Array.from(days.slice(from)) };
    });
  };

const options = (more: Partial<SearchOptions>): SearchOptions => ({
  halving: false,
  inSample: { from: 0, to: 900 },
  objective: 'sharpe',
  periodsPerYear: 365,
  start: START,
  run: steady(() => 0),
  ...more,
});

describe('a search', () => {
  it('without halving runs every point on all days', async () => {
    const found = await search(points(5), options({ run: steady(fast => fast * 1e-4) }));
    assert.deepEqual(
      found?.points.map(({ params }) => params.fast),
      [0, 1, 2, 3, 4],
    );
    assert.ok(found.points.every(({ curve }) => curve.equity.length === 900));
    assert.deepEqual([found.left, found.rounds], [[], []]);
  });

  it('by halving lets a third of the points go on to three times the days', async () => {
    const seen: [number, number][] = [];
    const run: RunStage = (stage, params) => {
      seen.push([stage ? stage.to - stage.from : 900, params.length]);
      return steady(fast => fast * 1e-5)(stage, params);
    };
    const found = await search(points(100), options({ halving: true, run }));
    assert.deepEqual(seen, [
      [100, 100],
      [300, 34],
      [900, 12],
    ]);
    assert.equal(found!.points.length + found!.left.length, 100);
    assert.deepEqual(
      found!.rounds.map(({ points, kept }) => [points, kept]),
      [
        [100, 34],
        [34, 12],
      ],
    );
  });

  it('by halving keeps a point that is best on every stretch', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 27, max: 200 }), fc.nat(), async (count, seed) => {
        const best = seed % count;
        const run = steady(fast => (fast === best ? 0.01 : 0), 1e-4);
        const found = await search(points(count), options({ halving: true, run }));
        assert.ok(found!.points.some(({ params }) => params.fast === best));
      }),
      { numRuns: 20 },
    );
  });

  it('by halving looks only at the days it may choose on', async () => {
    const run: RunStage = (stage, params) => {
      if (stage) assert.ok(stage.to <= 450);
      return steady(() => 0, 1e-3)(stage, params);
    };
    await search(points(90), options({ halving: true, inSample: { from: 0, to: 450 }, run }));
  });

  it('that is stopped gives nothing', async () => {
    const run: RunStage = async (_, params) => params.map(() => null);
    assert.equal(await search(points(3), options({ run })), null);
    assert.equal(await search(points(90), options({ run, halving: true })), null);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { randomPoints } from '../../../../src/lib/backtest/sweep/random-points.ts';
import { gridPoints, parseSpace } from '../../../../src/lib/backtest/sweep/space.ts';
import { canonicalJson } from '../../../../src/lib/core/canonical-json.ts';
import type { Params } from '../../../../src/lib/trading/strategies/rule-strategy.ts';
import { twoAverages } from '../../../support/sweep-strategy.ts';

const space = (...texts: string[]) => parseSpace(twoAverages, texts);
const pairs = (points: readonly Params[]) => points.map(({ fast, slow }) => [fast, slow]);
const keys = (points: readonly Params[]) => points.map(canonicalJson);

describe('the space of a sweep', () => {
  it('keeps the default of what is not searched, in the order of the strategy', () => {
    const { points } = gridPoints(space('slow=40', 'fast=5,6'));
    assert.deepEqual(points, [
      { fast: 5, slow: 40, band: 0.5, of: 'close' },
      { fast: 6, slow: 40, band: 0.5, of: 'close' },
    ]);
    assert.deepEqual(Object.keys(points[0]!), ['fast', 'slow', 'band', 'of']);
  });

  it('refuses a name that the strategy does not know, and names those it knows', () => {
    assert.throws(() => space('fats=5:50:5'), {
      code: 'BAD_PARAM',
      message: 'two-averages has no parameter "fats".',
      next: /known: fast \(a whole number from 1 to 1000\); .*of \(close, open\)/,
    });
    assert.throws(() => space('constructor=5,6'), /has no parameter "constructor"/);
  });

  it('refuses a name that is given twice', () => {
    assert.throws(() => space('fast=5,6', 'fast=7'), /--param fast is given twice/);
  });

  it('refuses to search where nothing has a second value', () => {
    assert.throws(() => space(), /nothing to search/);
    assert.throws(() => space('fast=5', 'slow=20'), /nothing to search/);
  });
});

describe('a grid', () => {
  it('turns the last parameter fastest and leaves out what the strategy rules out', () => {
    const { points, invalid } = gridPoints(space('fast=5,10,20', 'slow=10,20'));
    assert.deepEqual(pairs(points), [
      [5, 10],
      [5, 20],
      [10, 20],
    ]);
    assert.equal(invalid, 3);
  });

  it('has as many points as there are pairs of a lower and a higher number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 5 }), (most, step) => {
        const values = `1:${most}:${step}`;
        const count = Math.floor((most - 1) / step) + 1;
        fc.pre(count > 1);
        const { points, invalid } = gridPoints(space(`fast=${values}`, `slow=${values}`));
        assert.equal(points.length, (count * (count - 1)) / 2);
        assert.equal(invalid + points.length, count * count);
        assert.equal(new Set(keys(points)).size, points.length);
      }),
      { numRuns: 100 },
    );
  });

  it('cannot walk a range without steps', () => {
    assert.throws(() => gridPoints(space('fast=5..50')), {
      code: 'BAD_PARAM',
      next: /fast=FROM:TO:STEP, or add --search random/,
    });
  });

  it('is refused when it has too many points or none', () => {
    assert.throws(() => gridPoints(space('fast=1:200:1', 'slow=201:400:1')), {
      code: 'TOO_MANY_POINTS',
      message: /Of the 40000 combinations of the grid more than 10000 are valid/,
    });
    assert.throws(() => gridPoints(space('fast=1:1000:1', 'slow=1:1000:1', 'band=1:2:1')), {
      code: 'TOO_MANY_POINTS',
    });
    assert.throws(() => gridPoints(space('fast=50,60', 'slow=20')), {
      code: 'NO_POINTS',
      message: /rules out all 2 combinations/,
    });
  });
});

function assertAllowed(params: Params): void {
  assert.equal(twoAverages.check!(params), null);
  for (const [name, spec] of Object.entries(twoAverages.params)) {
    const value = params[name]!;
    if (spec.kind === 'choice') assert.ok(spec.of.includes(String(value)));
    else assert.ok(Number(value) >= spec.min && Number(value) <= spec.max);
    if (spec.kind === 'integer') assert.ok(Number.isInteger(value));
  }
}

const SPACES = [
  ['fast=1:30:1', 'slow=5:60:5'],
  ['fast=1..30', 'slow=2..40', 'of=open,close'],
  ['fast=1..300:log', 'slow=20..1000:log'],
  ['fast=2..10', 'slow=11..1000', 'band=0..1'],
  ['band=0.001..10:log', 'fast=1,2,3', 'slow=9'],
];

describe('random points', () => {
  const draws = fc.record({
    texts: fc.constantFrom(...SPACES),
    count: fc.integer({ min: 1, max: 60 }),
    seed: fc.nat(),
  });

  it('are different, valid and within bounds', () => {
    fc.assert(
      fc.property(draws, ({ texts, count, seed }) => {
        const { points } = randomPoints(space(...texts), { count, seed });
        assert.equal(points.length, count);
        assert.equal(new Set(keys(points)).size, count);
        for (const params of points) assertAllowed(params);
      }),
      { numRuns: 150 },
    );
  });

  it('begin alike for any count of one seed', () => {
    fc.assert(
      fc.property(draws, ({ texts, count, seed }) => {
        const few = randomPoints(space(...texts), { count, seed }).points;
        const many = randomPoints(space(...texts), { count: count + 17, seed }).points;
        assert.deepEqual(many.slice(0, count), few);
      }),
      { numRuns: 100 },
    );
  });

  it('differ from seed to seed', () => {
    const of = (seed: number) => randomPoints(space('fast=1..30', 'slow=31..90'), { count: 20, seed }).points;
    assert.notDeepEqual(of(1), of(2));
  });

  it('are the whole grid, once each, where more are asked for than there are', () => {
    const lists = space('fast=1:12:1', 'slow=1:12:1');
    const drawn = randomPoints(lists, { count: 500, seed: 3 });
    const grid = gridPoints(lists);
    assert.deepEqual(keys(drawn.points).sort(), keys(grid.points).sort());
    assert.equal(drawn.invalid, grid.invalid);
  });

  it('are each as likely as any other', () => {
    // 3 of 9 valid points in 3,000 seeds: each 1,000 times, standard deviation sqrt(3,000 x 1/3 x 2/3) = 25.8.
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 3_000; seed++) {
      const { points } = randomPoints(space('fast=1..3', 'slow=4..6'), { count: 3, seed });
      for (const key of keys(points)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    assert.equal(counts.size, 9);
    for (const [key, count] of counts) assert.ok(Math.abs(count - 1_000) < 4.5 * 25.8, `${key}: ${count}`);
  });

  it('by orders of magnitude fall as often between 1 and 10 as between 10 and 100', () => {
    const { points } = randomPoints(space('band=1..100:log'), { count: 1_000, seed: 5 });
    const low = points.filter(({ band }) => Number(band) < 10).length;
    assert.ok(Math.abs(low - 500) < 70, `${low}`);
  });

  it('are refused when the strategy rules all out', () => {
    for (const texts of [
      ['fast=50..60', 'slow=5..9'],
      ['fast=50..60:log', 'slow=5..9:log'],
    ]) {
      assert.throws(() => randomPoints(space(...texts), { count: 5, seed: 1 }), { code: 'NO_POINTS' });
    }
  });
});

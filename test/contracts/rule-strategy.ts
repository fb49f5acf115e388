import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type BarSeries, sliceSeries } from '../../src/lib/core/bar-series.ts';
import { ruleTrack } from '../../src/lib/trading/strategies/make-track.ts';
import type { Params, RuleStrategy } from '../../src/lib/trading/strategies/rule-strategy.ts';
import { randomSeries } from '../support/random-series.ts';

const LENGTH = 200;
const seeds = fc.nat();
const place = fc.integer({ min: 0, max: LENGTH });

/** Codes of a strategy that is given its bars in chunks that end at `cuts`. */
export function codesOf(
  { strategy, params }: RuleCase,
  series: BarSeries,
  cuts: readonly number[] = [],
): Int8Array {
  const stream = strategy.start(params);
  const codes = new Int8Array(series.length);
  let from = 0;
  for (const to of [...cuts, series.length].sort((a, b) => a - b)) {
    stream.advance(sliceSeries(series, from, to), codes.subarray(from, to));
    from = to;
  }
  return codes;
}

export interface RuleCase {
  readonly strategy: RuleStrategy;
  /** Of small windows, so that there is much to compare in 200 bars. */
  readonly params: Params;
}

/** Prices of a series times a factor. */
const scaled = (series: BarSeries, factor: number): BarSeries => ({
  ...series,
  open: series.open.map(price => price * factor),
  high: series.high.map(price => price * factor),
  low: series.low.map(price => price * factor),
  close: series.close.map(price => price * factor),
});

/** What every rule promises. */
export function ruleContract(rule: RuleCase): void {
  const { strategy, params } = rule;

  describe(`rule contract of ${strategy.id}`, () => {
    it('says BUY and SELL in random markets, or only BUY where it never sells', () => {
      const codes = new Set(codesOf(rule, randomSeries(LENGTH, 1)));
      assert.ok(codes.has(1) && (codes.has(-1) || strategy.id === 'buy-and-hold'));
    });

    it('says the same however its bars are cut into chunks', () => {
      fc.assert(
        fc.property(seeds, fc.array(place, { maxLength: 6 }), (seed, cuts) => {
          const series = randomSeries(LENGTH, seed);
          assert.deepEqual(codesOf(rule, series, cuts), codesOf(rule, series));
        }),
        { numRuns: 100 },
      );
      const long = randomSeries(9000, 2);
      assert.deepEqual(ruleTrack(strategy, params, long).codes, codesOf(rule, long, [1, 4000, 8193]));
    });

    it('changes nothing that it said when the future is cut off', () => {
      fc.assert(
        fc.property(seeds, place, (seed, end) => {
          const series = randomSeries(LENGTH, seed);
          const whole = codesOf(rule, series);
          assert.deepEqual(codesOf(rule, sliceSeries(series, 0, end)), whole.slice(0, end));
        }),
        { numRuns: 100 },
      );
    });

    it('is silent for exactly its warm-up', () => {
      const warmUp = strategy.warmUpBars(params);
      let spoke = false;
      for (let seed = 0; seed < 300; seed++) {
        const codes = codesOf(rule, randomSeries(warmUp + 1, seed));
        assert.ok(
          codes.subarray(0, warmUp).every(code => code === 0),
          `seed ${seed}`,
        );
        spoke ||= codes[warmUp] !== 0;
      }
      assert.ok(spoke, `never speaks at bar ${warmUp}`);
    });

    it('does not depend on the currency: prices times a power of two give the same codes', () => {
      fc.assert(
        fc.property(seeds, fc.integer({ min: -20, max: 20 }), (seed, power) => {
          const series = randomSeries(LENGTH, seed);
          assert.deepEqual(codesOf(rule, scaled(series, 2 ** power)), codesOf(rule, series));
        }),
        { numRuns: 50 },
      );
    });

    it('has defaults within its own bounds and short tags', () => {
      for (const spec of Object.values(strategy.params)) {
        if (spec.kind === 'choice') assert.ok(spec.of.includes(spec.default));
        else assert.ok(spec.default >= spec.min && spec.default <= spec.max);
      }
      const stream = strategy.start(params);
      const tags = [stream.tagOf(0, 1), stream.tagOf(0, -1)];
      assert.ok(tags.every(tag => tag.length > 0 && tag.length <= 20));
    });
  });
}

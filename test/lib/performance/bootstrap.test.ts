import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32, normal } from '../../../src/lib/core/random.ts';
import { blockLength } from '../../../src/lib/performance/block-length.ts';
import { bootstrapReturns } from '../../../src/lib/performance/bootstrap-returns.ts';
import { stationaryIndexes } from '../../../src/lib/performance/stationary-bootstrap.ts';
import { assertClose } from '../../support/approx.ts';

const drawn = (count: number, mean: number, seed: number): Float64Array => {
  const random = mulberry32(seed);
  return Float64Array.from({ length: count }, () => mean + 0.01 * normal(random));
};

describe('stationaryIndexes', () => {
  it('draws as a calculation by hand does', () => {
    // mulberry32(5), restart 0.3: floor(u n) first, then at u < 0.3 a new place, else the next one round the end.
    assert.deepEqual([...stationaryIndexes(10, 1 / 0.3, mulberry32(5))], [6, 7, 6, 5, 6, 7, 8, 7, 8, 9]);
  });

  it('makes blocks of the mean length asked for', () => {
    const found = stationaryIndexes(20_000, 8, mulberry32(1));
    const breaks = found.reduce(
      (sum, at, i) => sum + (i > 0 && at !== (found[i - 1]! + 1) % 20_000 ? 1 : 0),
      1,
    );
    assert.ok(Math.abs(20_000 / breaks - 8) < 0.5, `${20_000 / breaks}`);
  });
});

describe('blockLength', () => {
  it('is that of another implementation on an autoregressive series', () => {
    // y = 0.3 y + (u - 1/2), u of mulberry32(42): a Python port of arch's rule, which gives arch's own test figures.
    const random = mulberry32(42);
    let y = 0;
    const series = Float64Array.from({ length: 1_000 }, () => (y = 0.3 * y + (random() - 0.5)));
    assertClose([blockLength(series)], [7.010866964], 1e-8);
    // optimal_block_length of arch 8.0.0 gives 7.010867 and 8.025439.
    assertClose([blockLength(series, 'circular')], [8.0254392664], 1e-8);
  });

  it('stays within its bounds', () => {
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 80 });
    fc.assert(
      fc.property(values, series => {
        const found = blockLength(series);
        assert.ok(found >= 1 && found <= Math.max(1, Math.ceil(series.length / 3)), `${found}`);
      }),
    );
    assert.equal(blockLength([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), 1);
  });
});

describe('bootstrapReturns', () => {
  const options = { resamples: 1_000, periodsPerYear: 365, seed: 7 };

  it('gives the same intervals for the same seed', () => {
    const returns = drawn(300, 0.001, 1);
    assert.deepEqual(bootstrapReturns(returns, options), bootstrapReturns(returns, options));
    assert.notDeepEqual(
      bootstrapReturns(returns, options),
      bootstrapReturns(returns, { ...options, seed: 8 }),
    );
  });

  it('has about the width that theory gives to a Sharpe ratio of independent normal returns', () => {
    // Standard error √((1 + SR²/2) / n) of one day's ratio (Lo 2002), 1.96 of them on either side.
    const returns = drawn(1_000, 0.0005, 3);
    const { sharpe } = bootstrapReturns(returns, options)!;
    const width = 2 * 1.96 * Math.sqrt(365 / 1_000);
    assert.ok(Math.abs((sharpe.high! - sharpe.low!) / width - 1) < 0.1);
  });

  it('covers the true mean in about 19 of 20 cases', () => {
    let covered = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const { sharpe } = bootstrapReturns(drawn(150, 0, seed), { ...options, resamples: 200 })!;
      if (sharpe.low! < 0 && sharpe.high! > 0) covered++;
    }
    // Binomial(100, 0.95) lies within 88 and 99 with 99 %.
    assert.ok(covered >= 88 && covered <= 99, `${covered}`);
  });

  it('knows no Sharpe ratio of returns that do not vary, and nothing below ten of them', () => {
    const flat = bootstrapReturns(new Float64Array(20), options)!;
    assert.deepEqual(flat.sharpe, { low: null, high: null });
    assert.deepEqual(flat.profit, { low: 0, high: 0 });
    assert.equal(bootstrapReturns(new Float64Array(9), options), null);
  });

  it('keeps drawdowns within 0 and 1, total losses included', () => {
    const { maxDrawdown, profit } = bootstrapReturns(
      Float64Array.of(0.1, -1, 0.2, 0.1, 0.3, -0.1, 0.1, 0.1, 0.1, 0.1),
      options,
    )!;
    assert.equal(maxDrawdown.high, 1);
    assert.equal(profit.low, -1);
    assert.ok(maxDrawdown.low! >= 0);
  });
});

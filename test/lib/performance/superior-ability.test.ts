import assert from 'node:assert/strict';
import { mulberry32, normal } from '../../../src/lib/core/random.ts';
import { bootstrapVariance } from '../../../src/lib/performance/bootstrap-variance.ts';
import { stationaryIndexes } from '../../../src/lib/performance/stationary-bootstrap.ts';
import { superiorAbility } from '../../../src/lib/performance/superior-ability.ts';
import { assertClose } from '../../support/approx.ts';

/** Uniform noise of a width of 1 around the mean of each model, drawn row by row. */
function drawn(means: readonly number[], periods: number, seed: number): Float64Array[] {
  const random = mulberry32(seed);
  const series = means.map(() => new Float64Array(periods));
  for (let t = 0; t < periods; t++) {
    means.forEach((mean, k) => {
      series[k]![t] = mean + (random() - 0.5);
    });
  }
  return series;
}

const five = drawn([0, 0, -0.05, 0.02, 0.1], 300, 11);
const options = { resamples: 2_000, seed: 99, meanBlock: 10 };

describe('bootstrapVariance', () => {
  const random = mulberry32(42);
  let y = 0;
  const series = Float64Array.from({ length: 1_000 }, () => (y = 0.3 * y + (random() - 0.5)));

  it('is the sum over all lags, worked out in Python', () => {
    assertClose([series.reduce((sum, value) => sum + value / 1_000, 0)], [0.0131081412]);
    assertClose([bootstrapVariance(series, 10), bootstrapVariance(series, 1)], [0.1535462116, 0.0894804853]);
  });

  it('is what resampled means vary by', () => {
    const short = series.subarray(0, 60);
    const draws = mulberry32(3);
    const means = Array.from({ length: 4_000 }, () => {
      const indexes = stationaryIndexes(60, 5, draws);
      return indexes.reduce((sum, i) => sum + short[i]!, 0) / 60;
    });
    const mean = means.reduce((sum, value) => sum + value / means.length, 0);
    const variance = means.reduce((sum, value) => sum + (value - mean) ** 2 / means.length, 0);
    assert.ok(Math.abs((60 * variance) / bootstrapVariance(short, 5) - 1) < 0.08);
  });

  it('is nothing without values', () => assert.equal(bootstrapVariance([], 5), 0));
});

describe('superiorAbility', () => {
  it('has the deviations that arch finds and the statistic that follows from them', () => {
    // SPA of arch 8.0.0 with blocks of 10 on the same draws.
    const means = five.map(series => series.reduce((sum, value) => sum + value / 300, 0));
    assertClose(means, [-0.0253068, 0.0036107, -0.0628351, 0.0282093, 0.0851581], 5e-8);
    const found = superiorAbility(five, options)!;
    assertClose(found.deviations, [0.3065597, 0.2929905, 0.3117532, 0.245998, 0.2544114], 5e-8);
    assertClose([found.statistic], [5.7976221924]);
    assert.equal(found.pValue, 0);
  });

  it('is less sure when the one good model is left out', () => {
    const found = superiorAbility(five.slice(0, 4), options)!;
    assertClose([found.statistic], [1.986190492]);
    // By a Python implementation; the error of 2,000 resamples is half a percent.
    assertClose([found.pValue], [0.0545], 0.01);
  });

  it('is not made surer by models that are clearly worse', () => {
    const worse = drawn([-0.5, -0.6, -0.7], 300, 5);
    const found = superiorAbility([...five.slice(0, 4), ...worse], options)!;
    assert.equal(found.pValue, superiorAbility(five.slice(0, 4), options)!.pValue);
  });

  it('accuses the best of ten worthless models in about one of twenty cases', () => {
    let accused = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const random = mulberry32(seed);
      const models = Array.from({ length: 10 }, () =>
        Float64Array.from({ length: 120 }, () => normal(random)),
      );
      if (superiorAbility(models, { resamples: 200, seed, meanBlock: 1 })!.pValue < 0.05) accused++;
    }
    // A binomial of 100 and 0.07 is above 14 with 1 %: the test is a little too eager at 120 periods.
    assert.ok(accused <= 14, `${accused}`);
  });

  it('takes the block length from the models when it is not said, and the same seed gives the same answer', () => {
    const { meanBlock: _, ...rest } = options;
    assert.deepEqual(superiorAbility(five, rest), superiorAbility(five, rest));
  });

  it('says no where no model gained anything', () => {
    const found = superiorAbility(drawn([-0.5, -0.4], 300, 2), options)!;
    assert.deepEqual([found.statistic, found.pValue], [0, 1]);
  });

  it('leaves out models that differ from the benchmark by nothing, and is undefined when all do', () => {
    const same = new Float64Array(300);
    const found = superiorAbility([same, ...five], options)!;
    assert.equal(found.deviations[0], 0);
    assertClose([found.statistic], [5.7976221924]);
    assert.equal(superiorAbility([same], options), null);
    assert.equal(superiorAbility([], options), null);
    assert.equal(superiorAbility([new Float64Array(9)], options), null);
    assert.throws(() => superiorAbility([same, new Float64Array(20)], options), RangeError);
  });
});

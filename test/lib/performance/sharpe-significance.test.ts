import assert from 'node:assert/strict';
import { deflatedSharpe, expectedBestSharpe } from '../../../src/lib/performance/deflated-sharpe.ts';
import { expectedMaximum } from '../../../src/lib/performance/expected-maximum.ts';
import {
  minBacktestLength,
  minBacktestLengthBound,
} from '../../../src/lib/performance/min-backtest-length.ts';
import { minTrackRecord } from '../../../src/lib/performance/min-track-record.ts';
import { moments } from '../../../src/lib/performance/moments.ts';
import { probabilisticSharpe } from '../../../src/lib/performance/probabilistic-sharpe.ts';
import { sharpeSample } from '../../../src/lib/performance/sharpe-sample.ts';
import { assertClose } from '../../support/approx.ts';

const close = (actual: number | null, expected: number, tolerance = 1e-9): void =>
  assertClose([actual ?? Number.NaN], [expected], tolerance);

const NORMAL = { skewness: 0, kurtosis: 3 };

describe('moments', () => {
  it('are the sample deviation with population skewness and kurtosis', () => {
    // 2 4 4 4 5 5 7 9: mean 5, sum of squares 32, of cubes 42, of fourth powers 356.
    const found = moments([2, 4, 4, 4, 5, 5, 7, 9])!;
    assertClose(
      [found.mean, found.deviation, found.skewness, found.kurtosis],
      [5, Math.sqrt(32 / 7), 42 / 8 / 8, 356 / 8 / 16],
    );
    assert.equal(moments([1]), null);
  });

  it('see no spread in what is only rounding', () => {
    assert.equal(moments([0.1, 0.1, 0.1])!.deviation, 0);
    assert.equal(sharpeSample([0.1, 0.1, 0.1]), null);
  });
});

describe('probabilisticSharpe', () => {
  it('reproduces the published example', () => {
    // Bailey and López de Prado (2012), monthly returns of hedge funds: 0.9132, with normal returns 0.982.
    const sharpe = 1.585 / Math.sqrt(12);
    close(probabilisticSharpe({ sharpe, count: 24, skewness: -2.448, kurtosis: 10.164 }), 0.9132343069);
    close(probabilisticSharpe({ sharpe, count: 24, ...NORMAL }), 0.9815912361);
  });

  it('agrees with pypbo on a ratio of 1.14 against 1', () => {
    // pypbo's tests: probabilistic 0.95727; deflated 0.941740 against 1.012241, with 100 tries of a deviation of 0.4.
    const sample = { sharpe: 1.14, count: 250, ...NORMAL };
    const tries = { count: 100, variance: 0.16 };
    close(probabilisticSharpe(sample, 1), 0.95727, 1e-5);
    close(expectedBestSharpe(tries), 1.012241, 5e-7);
    close(deflatedSharpe(sample, tries), 0.94174, 5e-6);
    close(minTrackRecord(sample, { benchmark: 1 }), 228.735, 5e-4);
  });

  it('is undefined for one return and where the variance would not be positive', () => {
    assert.equal(probabilisticSharpe({ sharpe: 1, count: 1, ...NORMAL }), null);
    assert.equal(probabilisticSharpe({ sharpe: 1, count: 9, skewness: 3, kurtosis: 3 }), null);
  });
});

describe('expectedMaximum', () => {
  it('reproduces the published figure for 100 tries', () => {
    // Bailey and López de Prado (2014): 2.53; the digits and the other counts by mpmath.
    const expected: readonly (readonly [number, number])[] = [
      [2, 0.5197553443],
      [5, 1.192594001],
      [10, 1.5745983013],
      [45, 2.2356401778],
      [100, 2.5306028932],
      [1000, 3.2551215137],
    ];
    for (const [tries, value] of expected) close(expectedMaximum(tries), value);
  });

  it('is no more than the mean for a single try', () => assert.equal(expectedMaximum(1), 0));
});

describe('deflatedSharpe', () => {
  const sample = { sharpe: 2.5 / Math.sqrt(250), count: 1_250, skewness: -3, kurtosis: 10 };
  const tries = (count: number) => ({ count, variance: 0.5 / 250 });

  it('reproduces the published example', () => {
    // Bailey and López de Prado (2014): 100 tries 0.9004, 46 tries 0.9505; with normal returns 88 tries 0.9505.
    close(expectedBestSharpe(tries(100)), 0.1131720019);
    close(deflatedSharpe(sample, tries(100)), 0.9003968345);
    close(deflatedSharpe(sample, tries(46)), 0.9505017069);
    close(deflatedSharpe({ ...sample, ...NORMAL }, tries(88)), 0.9504908167);
  });

  it('is the probabilistic Sharpe ratio when there was one try', () => {
    assert.equal(deflatedSharpe(sample, tries(1)), probabilisticSharpe(sample));
  });

  it('falls with every try', () => {
    const found = [1, 2, 5, 50, 5_000].map(count => deflatedSharpe(sample, tries(count))!);
    assert.deepEqual(
      found,
      found.toSorted((a, b) => b - a),
    );
  });
});

describe('minTrackRecord', () => {
  it('reproduces the published examples', () => {
    // Bailey and López de Prado (2012): 2.73 years of days, 2.83 of weeks; of months 27.35 (3 against 2.5), 4.99 (2 against 1).
    const years = (sharpe: number, benchmark: number, periods: number, shape = NORMAL) => {
      const root = Math.sqrt(periods);
      const found = minTrackRecord({ sharpe: sharpe / root, ...shape }, { benchmark: benchmark / root });
      return found! / periods;
    };
    close(years(2, 1, 250), 2.7311878017);
    close(years(2, 1, 52), 2.8288335869);
    const funds = { skewness: -0.72, kurtosis: 5.78 };
    close(years(3, 2.5, 12, funds), 27.352920196);
    close(years(2, 1, 12, funds), 4.9912582239);
  });

  it('is the length at which the probabilistic Sharpe ratio is what was asked for', () => {
    const sample = { sharpe: 0.07, skewness: -0.4, kurtosis: 6 };
    const count = minTrackRecord(sample, { confidence: 0.9 })!;
    close(probabilisticSharpe({ ...sample, count }), 0.9, 1e-12);
  });

  it('does not exist for a ratio that is not above the benchmark', () => {
    assert.equal(minTrackRecord({ sharpe: 0, ...NORMAL }), null);
    assert.equal(minTrackRecord({ sharpe: 0.1, ...NORMAL }, { benchmark: 0.1 }), null);
  });
});

describe('minBacktestLength', () => {
  it('reproduces the published five years for 45 tries', () => {
    // Bailey, Borwein, López de Prado and Zhu (2014): 45 tries and a Sharpe ratio of 1.
    close(minBacktestLength(45), 4.9980870044);
    close(minBacktestLength(10), 2.4793598106);
    close(minBacktestLengthBound(45), 7.6133249795);
    close(minBacktestLength(45, 2), 4.9980870044 / 4);
  });

  it('is below its bound, and nothing for a single try', () => {
    for (const tries of [2, 3, 10, 1_000, 1e6]) {
      assert.ok(minBacktestLength(tries) < minBacktestLengthBound(tries));
    }
    assert.deepEqual([minBacktestLength(1), minBacktestLengthBound(1)], [0, 0]);
  });
});

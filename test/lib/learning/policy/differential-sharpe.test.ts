import assert from 'node:assert/strict';
import {
  differentialSharpe,
  type SharpeAverages,
} from '../../../../src/lib/learning/policy/differential-sharpe.ts';
import { assertClose } from '../../../support/approx.ts';

describe('differentialSharpe', () => {
  it("follows Moody & Saffell's recursion (2001, equation 12, three returns by hand)", () => {
    let averages: SharpeAverages = { mean: 0.001, square: 0.0002 };
    const values = [0.01, -0.005, 0.02].map(value => {
      const step = differentialSharpe(averages, { value, rate: 0.01 });
      averages = step.averages;
      return step.value!;
    });
    assertClose(values, [0.6590101655, -0.4015185874, 1.3237216864]);
  });

  it('is how fast the Sharpe ratio of the averages moves with the rate', () => {
    const start = { mean: 0.002, square: 0.0005 };
    const sharpe = ({ mean, square }: SharpeAverages): number => mean / Math.sqrt(square - mean * mean);
    const { averages, value } = differentialSharpe(start, { value: 0.03, rate: 1e-7 });
    assertClose([(sharpe(averages) - sharpe(start)) / 1e-7], [value!], 1e-4);
  });

  it('has no value without variance', () => {
    const { averages, value } = differentialSharpe({ mean: 0, square: 0 }, { value: 0.1, rate: 0.1 });
    assert.equal(value, null);
    assertClose([averages.mean, averages.square], [0.01, 0.001], 1e-15);
  });

  it('refuses what is not finite', () => {
    const start = { mean: 0, square: 0 };
    assert.throws(() => differentialSharpe(start, { value: Number.NaN, rate: 0.1 }), RangeError);
    assert.throws(
      () => differentialSharpe({ ...start, mean: Infinity }, { value: 0, rate: 0.1 }),
      RangeError,
    );
    assert.throws(() => differentialSharpe(start, { value: 0, rate: 0 }), RangeError);
  });
});

import assert from 'node:assert/strict';
import {
  type Column,
  type ColumnSummary,
  type FrameEngine,
  frameOf,
  numbers,
  texts,
  times,
} from '../../src/lib/frame/frame.ts';
import { assertClose } from '../support/approx.ts';

/** What every engine of frames must do, with values from outside. */
export function frameEngineContract(name: string, engineOf: () => FrameEngine): void {
  const described = (...columns: Column[]): ColumnSummary[] => [...engineOf().describe(frameOf(columns))];
  const one = (values: readonly number[]): ColumnSummary => described(numbers('x', values))[0]!;

  describe(`the contract of frames, by ${name}`, () => {
    it('describes 1, 2, 3 as the documentation of pandas.DataFrame.describe shows it', () => {
      assertNear(one([1, 2, 3]), {
        ...{ count: 3, missing: 0, mean: 2, std: 1, min: 1, q1: 1.5, median: 2, q3: 2.5, max: 3 },
      });
    });

    it('takes any order: five values, by hand', () => {
      // Squares of the distances from 4.7: 33.64 + 7.29 + 2.89 + 13.69 + 5.29 = 62.8; a fourth of it is 15.7.
      assertNear(one([10.5, 2, 3, 1, 7]), {
        ...{ count: 5, missing: 0, mean: 4.7, std: Math.sqrt(15.7) },
        ...{ min: 1, q1: 2, median: 3, q3: 7, max: 10.5 },
      });
    });

    it('has quartiles between neighbours: 1 to 4, as numpy.percentile gives them', () => {
      assertNear(one([1, 2, 3, 4]), {
        ...{ count: 4, missing: 0, mean: 2.5, std: Math.sqrt(5 / 3) },
        ...{ min: 1, q1: 1.75, median: 2.5, q3: 3.25, max: 4 },
      });
    });

    it('leaves missing values out and counts them', () => {
      const { missing, ...rest } = one([Number.NaN, 4, 1, Number.NaN, 3, 2]);
      assert.equal(missing, 2);
      const { missing: none, ...full } = one([1, 2, 3, 4]);
      assert.equal(none, 0);
      assertNear(rest, full);
    });

    it('keeps the spread of large numbers that lie close together', () => {
      // The example of "Algorithms for calculating variance": 4, 7, 13 and 16 have a sample variance of 30.
      const { std, mean } = one([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
      assertNear({ std, mean }, { std: Math.sqrt(30), mean: 1e9 + 10 });
    });

    it('has no spread for a single value', () => {
      assertNear(one([7]), {
        ...{ count: 1, missing: 0, mean: 7, std: null, min: 7, q1: 7, median: 7, q3: 7, max: 7 },
      });
    });

    it('has nothing to say of a column without values', () => {
      const nothing = { mean: null, std: null, min: null, q1: null, median: null, q3: null, max: null };
      assertNear(one([Number.NaN, Number.NaN]), { count: 0, missing: 2, ...nothing });
      assertNear(one([]), { count: 0, missing: 0, ...nothing });
    });

    it('keeps the order of the columns and leaves times and texts out', () => {
      const names = described(
        times('time', [0, 60_000]),
        numbers('b', [1, 2]),
        texts('side', ['buy', 'sell']),
        numbers('a', [3, 4]),
      ).map(column => column.name);
      assert.deepEqual(names, ['b', 'a']);
    });
  });
}

/** Equal to twelve digits: engines may add in any order. */
function assertNear(actual: object, expected: object): void {
  for (const [key, wanted] of Object.entries(expected)) {
    const value: unknown = (actual as Record<string, unknown>)[key];
    if (typeof wanted === 'number' && typeof value === 'number')
      assertClose([value], [wanted], Math.abs(wanted) * 1e-12);
    else assert.equal(value, wanted, key);
  }
}

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dollarsOf, isoTime, isoWriter } from '../../../../../src/lib/app/backtest/measure/units.ts';

describe('isoWriter', () => {
  it('writes what Date writes, in any order', () => {
    // 1900 to 2200, by milliseconds and by minutes.
    const moment = fc.integer({ min: -2_208_988_800_000, max: 7_258_118_400_000 });
    fc.assert(
      fc.property(fc.array(moment), values => {
        const write = isoWriter();
        for (const value of values.flatMap(ms => [ms, Math.floor(ms / 60_000) * 60_000])) {
          assert.equal(write(value), isoTime(value));
        }
      }),
    );
  });
});

describe('dollarsOf', () => {
  it('makes dollars of cents without a drift', () => {
    assert.deepEqual([dollarsOf(30), dollarsOf(10 + 20), dollarsOf(-1_234)], [0.3, 0.3, -12.34]);
  });
});

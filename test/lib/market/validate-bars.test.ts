import assert from 'node:assert/strict';
import type { Bar } from '../../../src/lib/core/bar.ts';
import { seriesFromBars } from '../../../src/lib/core/bar-series.ts';
import { HiveError } from '../../../src/lib/core/errors.ts';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { validateBars } from '../../../src/lib/market/validate-bars.ts';

const START = Date.UTC(2026, 0, 5);
const GOOD: Bar = { timeMs: START, open: 10, high: 12, low: 9, close: 11, volume: 100 };

const withSecond = (change: Partial<Bar>) =>
  seriesFromBars('AAPL', '1d', [GOOD, { ...GOOD, timeMs: START + DAY_MS, ...change }]);

function refusal(change: Partial<Bar>): HiveError {
  try {
    validateBars(withSecond(change), { origin: 'aapl.csv', lines: [2, 7] });
  } catch (error) {
    assert.ok(error instanceof HiveError);
    return error;
  }
  throw new assert.AssertionError({ message: `accepted ${JSON.stringify(change)}` });
}

describe('validateBars', () => {
  it('accepts good bars, an unknown volume and a volume of zero', () => {
    validateBars(withSecond({}), { origin: 'x' });
    validateBars(withSecond({ volume: Number.NaN }), { origin: 'x' });
    validateBars(withSecond({ volume: 0 }), { origin: 'x' });
    validateBars(withSecond({ open: 10, high: 10, low: 10, close: 10 }), { origin: 'x' });
  });

  it('accepts a series without bars', () => {
    validateBars(seriesFromBars('AAPL', '1d', []), { origin: 'x' });
  });

  const faults: readonly (readonly [string, Partial<Bar>, RegExp])[] = [
    ['a repeated time', { timeMs: START }, /that of the bar before/],
    ['a time that goes back', { timeMs: START - DAY_MS }, /older than the bar before \(2026-01-05T00/],
    ['a time off the grid', { timeMs: START + DAY_MS + 1 }, /boundary/],
    ['a time that is no number', { timeMs: Number.NaN }, /time NaN/],
    ['a time beyond all dates', { timeMs: 1e300 }, /time 1e\+300/],
    ['a price of zero', { low: 0 }, /low 0 /],
    ['a negative price', { open: -1 }, /open -1 /],
    ['a price that is no number', { close: Number.NaN }, /close NaN/],
    ['an infinite price', { high: Number.POSITIVE_INFINITY }, /high Infinity/],
    ['a high below the close', { high: 10.5 }, /high 10.5 is below the open or close \(11\)/],
    ['a low above the open', { low: 10.5 }, /low 10.5 is above the open or close \(10\)/],
    ['a negative volume', { volume: -3 }, /volume -3/],
    ['an infinite volume', { volume: Number.POSITIVE_INFINITY }, /volume Infinity/],
  ];
  for (const [name, change, message] of faults) {
    it(`refuses ${name} and says where`, () => {
      const error = refusal(change);
      assert.match(error.message, message);
      assert.match(error.message, /^aapl\.csv, line 7: AAPL 1d bar of /);
      assert.equal(error.code, 'BAD_BAR');
      assert.equal(error.exitCode, 4);
    });
  }

  it('names the row when there are no line numbers', () => {
    assert.throws(
      () => validateBars(withSecond({ low: 0 }), { origin: 'memory' }),
      /^HiveError: memory, bar 2: /,
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  barAt,
  closeTimeMs,
  indexAtOrAfter,
  seriesFromBars,
  sliceSeries,
} from '../../../src/lib/core/bar-series.ts';
import { HOUR_MS } from '../../../src/lib/core/interval.ts';

const barOf = (timeMs: number) => ({ timeMs, open: 2, high: 4, low: 1, close: 3, volume: 5 });
const seriesAt = (times: readonly number[]) => seriesFromBars('BTC/USD', '1h', times.map(barOf));

describe('a bar series', () => {
  it('gives back the bars it was made from', () => {
    const series = seriesAt([0, HOUR_MS]);
    assert.deepEqual(barAt(series, 1), barOf(HOUR_MS));
    assert.equal(closeTimeMs(series, 1), 2 * HOUR_MS);
    for (const index of [-1, 2]) assert.throws(() => barAt(series, index), RangeError);
  });

  it('finds the first bar at or after a time as a walk through all of them does', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 50 })).map(all => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(times, fc.integer({ min: -1, max: 51 }), (opens, timeMs) => {
        const found = opens.findIndex(open => open >= timeMs);
        assert.equal(indexAtOrAfter(seriesAt(opens), timeMs), found < 0 ? opens.length : found);
      }),
    );
  });

  it('is cut as an array is, but counts nothing from the end', () => {
    const bound = fc.integer({ min: -2, max: 6 });
    fc.assert(
      fc.property(bound, bound, (from, to) => {
        const cut = sliceSeries(seriesAt([0, 1, 2, 3]), from, to);
        assert.deepEqual([...cut.time], [0, 1, 2, 3].slice(Math.max(0, from), Math.max(0, to)));
        assert.equal(cut.length, cut.volume.length);
      }),
    );
  });
});

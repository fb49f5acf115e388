import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seriesFromBars, sliceSeries } from '../../../../src/lib/core/bar-series.ts';
import { intervalMs, intervalNames } from '../../../../src/lib/core/interval.ts';
import {
  BARS_PER_PAGE,
  type BarPage,
  littleEndian,
  packBars,
  pageOf,
  unpackBars,
} from '../../../../src/lib/store/sqlite/bar-page.ts';
import { DamagedRow } from '../../../../src/lib/store/sqlite/damaged-row.ts';

const HOUR = 3_600_000;
const KEY = { source: 'csv', symbol: 'BTC/USD', interval: '1h' } as const;

const price = fc.double({ noNaN: true, noDefaultInfinity: true });
const aBar = fc.record({
  ...{ open: price, high: price, low: price, close: price },
  volume: fc.double(),
});
const aPage = fc.array(aBar, { minLength: 1, maxLength: 12 }).map(bars =>
  seriesFromBars(
    'BTC/USD',
    '1h',
    bars.map((bar, i) => ({ ...bar, timeMs: i * HOUR })),
  ),
);

/** `page` with one bit of its columns turned over. */
function withFlippedBit(page: BarPage, bit: number): BarPage {
  const columns = page.columns.slice();
  columns[bit >> 3]! ^= 1 << (bit & 7);
  return { ...page, columns };
}

describe('a page of bars', () => {
  const series = seriesFromBars('BTC/USD', '1h', [
    { timeMs: 0, open: 1, high: -2, low: 0.5, close: 1, volume: Number.NaN },
    { timeMs: HOUR, open: 2, high: 2, low: 2, close: 2, volume: 3 },
  ]);

  // IEEE 754: 1 is 0x3ff0000000000000, 2 is 0x4000000000000000, -2 is 0xc000000000000000, 3600000 is 0x414b774000000000.
  it('holds one column after the other, as little-endian doubles', () => {
    const hex = Buffer.from(packBars(KEY, series).columns).toString('hex');
    assert.equal(hex.length, 2 * 6 * 8 * 2);
    assert.equal(hex.slice(0, 32), `${'00'.repeat(8)}0000000040774b41`, 'time');
    assert.equal(hex.slice(32, 64), '000000000000f03f0000000000000040', 'open');
    assert.equal(hex.slice(64, 96), '00000000000000c00000000000000040', 'high');
  });

  // CRC-32 of zlib, computed over the same bytes by Python's zlib.crc32.
  it('has the CRC-32 of its place and its columns', () => {
    assert.equal(packBars(KEY, series).checksum, 3_746_961_491);
  });

  it('comes back bit for bit, from any place in a buffer', () => {
    fc.assert(
      fc.property(aPage, fc.nat(9), (bars, before) => {
        const page = packBars(KEY, bars);
        const moved = Buffer.concat([Buffer.alloc(before), page.columns]).subarray(before);
        assert.deepEqual(unpackBars(KEY, { ...page, columns: moved }), bars);
      }),
    );
  });

  it('is damaged by any flipped bit', () => {
    const page = packBars(KEY, series);
    for (let bit = 0; bit < page.columns.length * 8; bit++)
      assert.throws(() => unpackBars(KEY, withFlippedBit(page, bit)), DamagedRow);
  });

  it('is damaged when cut, under another key, or with another number beside it', () => {
    const page = packBars(KEY, series);
    const others: [typeof KEY | object, object][] = [
      [KEY, { columns: page.columns.subarray(0, 48) }],
      [KEY, { columns: page.columns.subarray(0, 48), rows: 1 }],
      [{ ...KEY, symbol: 'ETH/USD' }, {}],
      [{ ...KEY, source: 'yahoo' }, {}],
      [{ ...KEY, interval: '1d' }, {}],
      ...(['page', 'rows', 'first', 'last', 'checksum'] as const).map(
        name => [KEY, { [name]: page[name] + 1 }] as [object, object],
      ),
    ];
    for (const [key, change] of others)
      assert.throws(() => unpackBars({ ...KEY, ...key }, { ...page, ...change }), DamagedRow);
    assert.equal(unpackBars(KEY, page).length, 2);
  });

  it('swaps the bytes of every double on a big-endian machine, and only there', () => {
    const view = new DataView(new ArrayBuffer(16));
    view.setFloat64(0, Math.PI, false);
    view.setFloat64(8, -1, false);
    const swapped = littleEndian(new Uint8Array(view.buffer), true);
    assert.deepEqual(new Float64Array(swapped.buffer), littleDoubles(Math.PI, -1));
    assert.deepEqual(littleEndian(swapped, true), new Uint8Array(view.buffer));
    assert.equal(littleEndian(swapped, false), swapped);
  });

  it('holds a fixed stretch of time, and later bars are never in an earlier page', () => {
    for (const interval of intervalNames) {
      const step = intervalMs(interval);
      assert.equal(pageOf(interval, 0), 0);
      assert.equal(pageOf(interval, (BARS_PER_PAGE - 1) * step), 0);
      assert.equal(pageOf(interval, BARS_PER_PAGE * step), 1);
      assert.equal(pageOf(interval, -1), -1);
    }
    fc.assert(
      fc.property(
        fc.constantFrom(...intervalNames),
        fc.maxSafeInteger(),
        fc.maxSafeInteger(),
        (interval, a, b) => {
          const [early, late] = [Math.min(a, b), Math.max(a, b)];
          assert.ok(pageOf(interval, early) <= pageOf(interval, late));
        },
      ),
    );
  });

  it('may be of a view of a longer series', () => {
    const tail = sliceSeries(series, 1);
    assert.deepEqual(unpackBars(KEY, packBars(KEY, tail)), tail);
  });
});

/** Doubles whose bytes are little-endian, on any machine. */
function littleDoubles(...values: number[]): Float64Array {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  for (const [index, value] of values.entries()) view.setFloat64(index * 8, value, true);
  return new Float64Array(view.buffer);
}

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type BarSeries, emptySeries, seriesFromBars, sliceSeries } from '../../src/lib/core/bar-series.ts';
import type { BarRange, Store } from '../../src/lib/store/ports.ts';

const MINUTE = 60_000;
const KEY = { source: 'csv', symbol: 'BTC/USD', interval: '1m' } as const;
const WRITE = { origin: 'btc.csv', atMs: 0 };
const LONGEST_CHUNK = 16_384;

/** Bars at these times, all values told from the time and `shift`; every third volume is unknown. */
function barsAt(times: readonly number[], shift = 0): BarSeries {
  const bars = times.map(timeMs => {
    const price = timeMs / 7 + shift;
    return { timeMs, open: price, high: price + 1, low: price - 1, close: -price, volume: volumeAt(timeMs) };
  });
  return seriesFromBars('BTC/USD', '1m', bars);
}

const volumeAt = (timeMs: number): number => (timeMs % 3 === 2 ? Number.NaN : timeMs / 3);

/** `count` minutes without a gap, made quickly. */
function minutes(count: number): BarSeries {
  const series = emptySeries('BTC/USD', '1m', count);
  for (let row = 0; row < count; row++) series.time[row] = row * MINUTE;
  for (const column of ['open', 'high', 'low', 'close', 'volume'] as const) series[column].fill(1);
  return series;
}

/** Rows of all chunks in one, as plain values: time, close and volume. */
const rowsOf = (...chunks: readonly BarSeries[]) =>
  chunks.flatMap(({ time, open, high, low, close, volume }) =>
    Array.from(time, (timeMs, i) => [timeMs, open[i], high[i], low[i], close[i], volume[i]]),
  );

/** What a store says of bars of any number, at any times, in whatever way it keeps them. */
export function barPagesContract(name: string, open: () => Store): void {
  describe(`${name} keeps long and odd histories`, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => {
      store.close();
    });
    const pages = (range?: BarRange) => [...store.bars.pages(KEY, range)];

    it('gives nothing of an unknown key or an empty range', () => {
      assert.deepEqual(pages(), []);
      store.bars.write('csv', barsAt([0, MINUTE]), WRITE);
      assert.deepEqual(pages({ fromMs: 2 * MINUTE }), []);
      assert.deepEqual(pages({ fromMs: MINUTE, toMs: MINUTE }), []);
      assert.deepEqual(pages({ fromMs: 1, toMs: MINUTE }), []);
    });

    it('gives a long history in full chunks, oldest first, the same as one load', () => {
      const series = minutes(2 * LONGEST_CHUNK + 100);
      store.bars.write('csv', series, WRITE);
      const chunks = pages();
      assert.ok(chunks.every(({ length }) => length > 0 && length <= LONGEST_CHUNK));
      assert.ok(chunks.length <= 4);
      assert.deepEqual(
        chunks.flatMap(({ time }) => [...time]),
        [...series.time],
      );
      assert.deepEqual(store.bars.load(KEY), series);
      const toMs = (LONGEST_CHUNK + 7) * MINUTE;
      const cut = pages({ fromMs: 5 * MINUTE, toMs });
      assert.equal(cut[0]?.time[0], 5 * MINUTE);
      assert.equal(cut.at(-1)?.time.at(-1), toMs - MINUTE);
      assert.equal(
        cut.reduce((sum, { length }) => sum + length, 0),
        LONGEST_CHUNK + 2,
      );
    });

    it('gives chunks that are the reader’s own: what is done to one changes nothing stored', () => {
      store.bars.write('csv', barsAt([0, MINUTE]), WRITE);
      pages()[0]!.close.fill(99);
      store.bars.load(KEY).close.fill(99);
      store.bars.load(KEY, { last: 1 }).close.fill(99);
      assert.deepEqual(rowsOf(store.bars.load(KEY)), rowsOf(barsAt([0, MINUTE])));
    });

    it('gives one state of the store, whatever else is read meanwhile', () => {
      store.bars.write('csv', minutes(LONGEST_CHUNK + 1), WRITE);
      const [one, other] = [store.bars.pages(KEY), store.bars.pages(KEY)];
      let rows = 0;
      for (const chunk of one) {
        rows += chunk.length;
        assert.equal(store.bars.load(KEY, { last: 2 }).length, 2);
        for (const same of other) rows += same.length;
      }
      assert.equal(rows, 2 * (LONGEST_CHUNK + 1));
    });

    it('may be left in the middle and written afterwards', () => {
      store.bars.write('csv', minutes(LONGEST_CHUNK + 1), WRITE);
      for (const chunk of store.bars.pages(KEY)) {
        assert.ok(chunk.length > 0);
        break;
      }
      store.bars.write('csv', barsAt([-MINUTE]), WRITE);
      assert.equal(pages()[0]?.time[0], -MINUTE);
    });

    it('counts and lists a long history', () => {
      store.bars.write('csv', sliceSeries(minutes(5_000), 1_000), WRITE);
      store.bars.write('csv', sliceSeries(minutes(2_000), 0), WRITE);
      const [{ rows, firstMs, lastMs } = assert.fail('nothing is listed')] = store.bars.inventory();
      assert.deepEqual({ rows, firstMs, lastMs }, { rows: 5_000, firstMs: 0, lastMs: 4_999 * MINUTE });
    });

    it('keeps bars before 1970, off the grid and far apart, and the end of time', () => {
      const last = Number.MAX_SAFE_INTEGER - 1;
      const times = [Number.MIN_SAFE_INTEGER, -5 * MINUTE - 1, -1, 0, 1, 2, 59_999, 400 * MINUTE, last];
      store.bars.write('csv', barsAt(times), WRITE);
      assert.deepEqual(rowsOf(store.bars.load(KEY)), rowsOf(barsAt(times)));
      assert.deepEqual(rowsOf(...pages()), rowsOf(barsAt(times)));
      assert.deepEqual([...store.bars.load(KEY, { toMs: 2, last: 3 }).time], [-1, 0, 1]);
      assert.deepEqual([...store.bars.load(KEY, { fromMs: 0.5, toMs: 59_998.5 }).time], [1, 2]);
      const all = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
      assert.deepEqual([...store.bars.load(KEY, all).time], times);
    });

    it('keeps of a write that fails in a late page nothing at all', () => {
      const series = minutes(3_000);
      series.open[2_999] = Number.NaN;
      assert.throws(() => store.bars.write('csv', series, WRITE), /bar 2999/);
      assert.deepEqual(store.bars.inventory(), []);
    });

    it('agrees with a plain map of bars, whatever is written and asked', () => {
      let runs = 0;
      fc.assert(
        fc.property(fc.array(aWrite, { minLength: 1, maxLength: 6 }), aRange, (writes, range) => {
          const key = { ...KEY, source: `source ${runs++}` };
          const model = new Map<number, BarSeries>();
          for (const { times, shift, replace } of writes) {
            const bars = barsAt(times, shift);
            assert.deepEqual(
              store.bars.write(key.source, bars, { ...WRITE, replace }),
              put(model, bars, replace),
            );
          }
          const expected = asked(model, range);
          assert.deepEqual(rowsOf(store.bars.load(key, range)), expected);
          const { last: _, ...span } = range;
          assert.deepEqual(rowsOf(...store.bars.pages(key, span)), asked(model, span));
          const entry = store.bars.inventory().find(({ source }) => source === key.source);
          assert.deepEqual([entry?.rows, entry?.firstMs, entry?.lastMs], countsOf(model));
        }),
        { numRuns: 100 },
      );
    });
  });
}

/** Times over some days of minutes, some off the grid. */
const aTime = fc.oneof(
  fc.integer({ min: -3_000, max: 3_000 }).map(minute => minute * MINUTE),
  fc.integer({ min: -MINUTE * 3_000, max: MINUTE * 3_000 }),
);
const aWrite = fc.record({
  times: fc.uniqueArray(aTime, { minLength: 1, maxLength: 40 }).map(times => times.sort((a, b) => a - b)),
  shift: fc.constantFrom(0, 1),
  replace: fc.boolean(),
});
const aRange = fc.record(
  { fromMs: aTime, toMs: aTime, last: fc.integer({ min: 0, max: 30 }) },
  { requiredKeys: [] },
);

/** Writes to the map as a store should, and says what a store should say. */
function put(model: Map<number, BarSeries>, bars: BarSeries, replace: boolean) {
  const counts = { inserted: 0, unchanged: 0, conflicting: 0 };
  for (let row = 0; row < bars.length; row++) {
    const bar = sliceSeries(bars, row, row + 1);
    const stored = model.get(bar.time[0]!);
    if (!stored) counts.inserted++;
    else if (stored.open[0] === bar.open[0]) counts.unchanged++;
    else counts.conflicting++;
    if (!stored || replace) model.set(bar.time[0]!, bar);
  }
  return counts;
}

function asked(model: Map<number, BarSeries>, { fromMs, toMs, last }: BarRange): unknown[] {
  const rows = rowsOf(...model.values())
    .filter(([time]) => time! >= (fromMs ?? -Infinity) && time! < (toMs ?? Infinity))
    .sort(([a], [b]) => a! - b!);
  return last === undefined ? rows : rows.slice(Math.max(0, rows.length - last));
}

function countsOf(model: Map<number, BarSeries>): unknown[] {
  const times = [...model.keys()].sort((a, b) => a - b);
  return [times.length, times[0], times.at(-1)];
}
